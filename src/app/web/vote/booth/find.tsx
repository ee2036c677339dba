import { useEffect, useState } from 'react'
import { useText } from '#ui/text'
import type { OutputOf } from '#kernel/operation'
import { useAsked } from '../../light/asking.ts'
import { ballotOf } from '../operations.ts'
import { Trouble } from '../loaded.tsx'
import { moment } from '../plain-words.ts'
import { WithElection } from './booth.tsx'
import type { Files } from './election-of.ts'
import { inclusionVerdict } from './inclusion-verdict.ts'
import { keptBallotsOf } from './kept-ballots.ts'
import { RecordPicture } from './record-picture.tsx'
import { Tracker } from './receipt.tsx'

/** A ballot on the public record, its place there reckoned in this browser. */
export function Find({ street, id }: { street: string; id: string }) {
  const text = useText()
  return (
    <main>
      <h1>{text(['在公开记录里查我的选票', 'Find my ballot on the public record'])}</h1>
      <WithElection street={street} id={id}>
        {({ files }) => <Search street={street} id={id} files={files} />}
      </WithElection>
    </main>
  )
}

const trackerIn = (words: string) => {
  const found = words.replace(/\s/g, '')
  return /^[A-Za-z0-9+/]{43}$/.test(found) ? found : null
}

function Search({ street, id, files }: { street: string; id: string; files: Files }) {
  const text = useText()
  const [tracker, setTracker] = useState(() => trackerIn(decodeURIComponent(location.hash.slice(1))))
  const [typed, setTyped] = useState('')
  const [mine, setMine] = useState<readonly string[]>([])
  useEffect(() => {
    keptBallotsOf(id).then(
      (kept) => setMine(kept.flatMap((each) => (each.cast ? [each.tracker] : []))),
      () => {},
    )
  }, [id])
  return (
    <>
      {tracker && <Verdict key={tracker} street={street} id={id} tracker={tracker} files={files} />}
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          setTracker(trackerIn(typed))
        }}
      >
        {mine
          .filter((each) => each !== tracker)
          .map((each) => (
            <button key={each} type="button" className="big" onClick={() => setTracker(each)}>
              {text(['查这部手机投出的选票', 'The ballot cast from this phone'])}
              <small>{each.slice(0, 12)}…</small>
            </button>
          ))}
        <label>
          {text(['选票编号（回执上的 43 个字符）', 'Ballot number, the 43 characters on the receipt'])}
          <textarea rows={2} value={typed} onChange={(event) => setTyped(event.target.value)} spellCheck={false} />
        </label>
        <button type="submit" className="big" disabled={trackerIn(typed) === null}>
          {text(['查', 'Find'])}
        </button>
      </form>
      <section>
        <h2>{text(['怎么知道没有被改、被丢？', 'How you can tell that nothing was changed or lost'])}</h2>
        <RecordPicture />
        <ol className="three">
          <li>
            {text([
              '编号是选票的指纹，票里改一个字，编号就变。',
              'The number is the ballot’s fingerprint: one letter changed makes another number.',
            ])}
          </li>
          <li>
            {text([
              '每张选票一收下就写进一本只能往后加页的公开账，谁也抽不掉中间一页。',
              'Each ballot goes at once into a public book whose pages can only be added to; none can be taken out.',
            ])}
          </li>
          <li>
            {text([
              '您的手机自己从选票一路算到账本的签名，不必相信任何人。',
              'Your own phone works it out, from the ballot up to the signature of the book, and has to trust nobody.',
            ])}
          </li>
        </ol>
      </section>
    </>
  )
}

function Verdict({ street, id, tracker, files }: { street: string; id: string; tracker: string; files: Files }) {
  const text = useText()
  const [turn, setTurn] = useState(0)
  const { value, error } = useAsked(street, ballotOf, { id, tracker }, turn)
  return (
    <section>
      <Tracker tracker={tracker} />
      <Trouble error={error} />
      {value ? (
        <Found id={id} value={value} files={files} />
      ) : (
        error === null && <p role="status">{text(['正在查……', 'Looking …'])}</p>
      )}
      {value && inclusionVerdict(value, id, files).found === 'waiting' && (
        <button type="button" className="big" onClick={() => setTurn(turn + 1)}>
          {text(['再查一次', 'Look again'])}
        </button>
      )}
    </section>
  )
}

function Found({ id, value, files }: { id: string; value: OutputOf<typeof ballotOf>; files: Files }) {
  const text = useText()
  const verdict = inclusionVerdict(value, id, files)
  if (verdict.found === 'wrong')
    return (
      <p role="alert" className="story wrong">
        {text([
          '✗ 证明不成立。请保存回执，打电话告诉居委会，并到公开记录页提出异议。',
          '✗ The proof does not hold. Keep your receipt, call the residents’ committee, and object on the public record’s page.',
        ])}
      </p>
    )
  return (
    <>
      <p className="story">
        {verdict.found === 'held'
          ? text([
              `✓ 查到了：公开记录共 ${verdict.size} 条，这张选票是第 ${verdict.index + 1} 条，已在您手机上核算无误。`,
              `✓ Found: of ${verdict.size} entries of the public record this ballot is number ${verdict.index + 1}, reckoned on this phone.`,
            ])
          : text([
              '✓ 选票已收下，回执签名有效。公开记录一两分钟内编入，请稍后再查。',
              '✓ The ballot was taken and its receipt is signed. The record takes it in within a minute or two; look again then.',
            ])}
      </p>
      <p>
        {text([`${moment(value.at)[0]} 收到。`, `Received on ${moment(value.at)[1]}. `])}
        {value.replaced
          ? text([
              '后来改投过，以最后一张为准，这张不计票。',
              'A later ballot of the same owner counts instead of this one.',
            ])
          : text(['这张选票计入结果。', 'This ballot counts.'])}
      </p>
    </>
  )
}
