import { useEffect, useState } from 'react'
import { useText } from '#ui/text'
import { auditOpening, type NoticeView, type OpenElection } from '#engines/ballots/shared'
import { WithElection } from './booth.tsx'
import { chosenWords, type Chosen } from './choosing.ts'
import { readOpening } from './opening-link.ts'
import { Tracker } from './receipt.tsx'

/** On a second device: makes the ballot again and says what is in it. Nothing is sent anywhere. */
export function Audit({ street, id }: { street: string; id: string }) {
  const text = useText()
  return (
    <main>
      <h1>{text(['查验选票', 'Check a ballot'])}</h1>
      <WithElection street={street} id={id}>
        {({ notice, open }) => <Reckoned notice={notice} open={open} />}
      </WithElection>
    </main>
  )
}

function Reckoned({ notice, open }: { notice: NoticeView; open: OpenElection }) {
  const text = useText()
  const [said, setSaid] = useState(() => location.hash.slice(1))
  const [typed, setTyped] = useState('')
  useEffect(() => {
    if (location.hash) history.replaceState(history.state, '', location.pathname)
  }, [])
  const read = said === '' ? undefined : readOpening(said)
  if (!read)
    return (
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          setSaid(typed)
        }}
      >
        {said !== '' && (
          <p role="alert" className="trouble">
            {text(['读不出来，请重新扫码或复制整条链接。', 'This cannot be read. Scan again, or copy the whole link.'])}
          </p>
        )}
        <p>
          {text([
            '用相机扫投票手机上的查验码就会打开本页；也可以把查验链接粘贴在这里。',
            'Scan the code on the voting phone with your camera and this page opens; or paste its link here.',
          ])}
        </p>
        <label>
          {text(['查验链接', 'The link'])}
          <textarea rows={4} value={typed} onChange={(event) => setTyped(event.target.value)} />
        </label>
        <button type="submit" className="big primary" disabled={typed.trim() === ''}>
          {text(['验算', 'Check'])}
        </button>
      </form>
    )
  const audited = auditOpening(open, read.opening)
  const holds = audited.ok && audited.value.tracker === read.tracker
  if (!holds)
    return (
      <>
        <p role="alert" className="story wrong">
          {text([
            '✗ 不对：按这些选择重新做出来的选票，编号不是这一个。那部手机上的投票页不可信，请不要用它投票，打电话告诉居委会。',
            '✗ Wrong: a ballot with these choices would have another number. Do not trust the page on that phone and do not vote with it; call the residents’ committee.',
          ])}
        </p>
        <Tracker tracker={read.tracker} />
      </>
    )
  return (
    <>
      <p className="story">
        {text([
          '✓ 验算相符。编号如下的选票里，装的就是这些选择：',
          '✓ It holds. The ballot with this number contains exactly these choices:',
        ])}
      </p>
      <dl className="checked">
        {notice.questions.map((question, nth) => (
          <div key={question.text}>
            <dt>{question.text}</dt>
            <dd>
              {chosenWords(question, read.opening.choices[nth] as Chosen).map((word) => (
                <strong key={word[0]}>{text(word)}</strong>
              ))}
            </dd>
          </div>
        ))}
      </dl>
      <Tracker tracker={read.tracker} />
      <p>
        {text([
          '请看一眼：投票手机上的编号和这里一样吗？一样，说明那部手机没有偷换您的选择。这张票不会投出，请在那部手机上再做一张。',
          'Look: is the number on the voting phone the same? Then that phone did not swap your choices. This ballot will not be cast; make a new one there.',
        ])}
      </p>
    </>
  )
}
