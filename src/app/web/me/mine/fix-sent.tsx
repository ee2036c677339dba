import { useText } from '#ui/text'
import { Link } from '../../light/link.tsx'
import { FollowPicture } from '../follow-picture.tsx'
import { sayCode } from '../story.ts'

/** The request has arrived; the file is still open for the next one. */
export function FixSent({ street, code }: { street: string; code: string }) {
  const text = useText()
  return (
    <main>
      <h1>{text(['已经送到居委会', 'Your committee has it'])}</h1>
      <p>
        {text(['这是这件事的进度查询码。凭它看办得怎样了。', 'With this code you can see how your request stands.'])}
      </p>
      <p className="code" aria-label={text(['进度查询码', 'Code'])}>
        {sayCode(code)}
      </p>
      <FollowPicture street={street} code={code} />
      <nav className="choose">
        <Link to={`/me/${street}/mine/file`} className="big">
          {text(['回到我的登记信息', 'Back to my data'])}
        </Link>
        <Link to={`/me/${street}/follow/${code}`} className="big primary">
          {text(['现在就看进度', 'See how it stands'])}
        </Link>
      </nav>
      <p>{text(['这部手机会记住它，首页上也能看到。', 'This phone remembers it; you find it on the first page.'])}</p>
    </main>
  )
}
