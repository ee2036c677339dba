import { useEffect } from 'react'
import { useText } from '#ui/text'
import { Link } from '../light/link.tsx'
import { readDraft, sentReports } from './draft.ts'
import { sayCode } from './story.ts'

export function Home({ street }: { street: string }) {
  const text = useText()
  const draft = readDraft(street)
  const sent = sentReports(street)
  const begun = draft !== null && draft.category !== null
  useEffect(() => localStorage.setItem('mofang.me.street', street), [street])
  return (
    <main>
      <h1>{text(['您好，需要办什么？', 'Hello. What do you need?'])}</h1>
      {begun && (
        <p className="say">
          {draft.sending
            ? text(['有一件反映还没有送到。', 'One report has not arrived yet.'])
            : text(['有一件反映没有写完。', 'One report is not finished.'])}{' '}
          <Link to={`/me/${street}/report/${draft.sending ? 'send' : 'check'}`}>{text(['继续', 'Go on'])}</Link>
        </p>
      )}
      <nav className="choose">
        <Link to={`/me/${street}/report`} className="big primary">
          {text(['我要反映', 'Report a problem'])}
          <small>{text(['垃圾、路灯、井盖、乱停车……', 'Rubbish, street lights, drain covers, parking …'])}</small>
        </Link>
        <Link to={`/me/${street}/follow`} className="big">
          {text(['查进度', 'Follow a report'])}
          <small>{text(['用查询码，打电话反映的也能查', 'By its code, also for what you said by telephone'])}</small>
        </Link>
        <Link to={`/me/${street}/mine`} className="big">
          {text(['我的登记信息', 'What is registered about me'])}
          <small>{text(['看登记了什么、谁看过，可以更正', 'See it, see who looked, ask for corrections'])}</small>
        </Link>
      </nav>
      {sent.length > 0 && (
        <section>
          <h2>{text(['这部手机上反映过的', 'Reported from this phone'])}</h2>
          <ul className="sent">
            {sent.map((each) => (
              <li key={each.code}>
                <Link to={`/me/${street}/follow/${each.code}`}>
                  {each.title} <small>{sayCode(each.code)}</small>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </main>
  )
}
