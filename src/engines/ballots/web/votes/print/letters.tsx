import type { Letter, VoteView } from '#engines/ballots/shared'
import { registers } from '#engines/registers/shared'
import { useOperation, useStreet } from '#ui/operations'
import { QrCode } from '#ui/qr-code'
import { useText } from '#ui/text'
import { stamp } from '../vote-words.tsx'
import { Papers, Sheet } from './paper.tsx'

/** What the phone opens; the code stands behind the hash, so that it is sent to no server. */
const boothOf = (street: string, vote: string) => `${window.location.origin}/vote/${street}/${vote}/letter`

/** One owner's sealed letter, folded twice with the code inside. In Chinese and for old eyes. */
function LetterSheet({ vote, letter }: { vote: VoteView; letter: Letter }) {
  const text = useText()
  const street = useStreet()
  const phone = useOperation(registers.streets, {}, { staleTime: 600_000 }).data?.items.find(
    (each) => each.code === street,
  )?.phone
  const booth = boothOf(street, vote.id)
  return (
    <Sheet className="letter-sheet">
      <section className="letter-third">
        <p className="letter-to">
          {letter.units.map((unit) => (
            <strong key={unit}>
              {unit}
              <br />
            </strong>
          ))}
          {text([`业主 ${letter.owner} 号 亲启`, `For owner no. ${letter.owner} only`])}
        </p>
        <p>
          {vote.scopeName} · {text(['业主共同决定 · 密封信', "Owners' vote · sealed letter"])}
        </p>
      </section>
      <section className="letter-third">
        <h2>{vote.title}</h2>
        <p>
          {text([
            `投票时间：${stamp(vote.opensAt)} 至 ${stamp(vote.closesAt)}`,
            `Voting: ${stamp(vote.opensAt)} to ${stamp(vote.closesAt)}`,
          ])}
        </p>
        <ol>
          <li>
            {text([
              '用手机扫下面的图，或打开网址后输入投票码。',
              'Scan the code below, or open the address and type the voting code.',
            ])}
          </li>
          <li>
            {text([
              '逐项选择，核对后投出，记下选票编号。',
              'Choose, check, cast, and note the tracker of your ballot.',
            ])}
          </li>
          <li>
            {text([
              '凭编号随时可在公告栏查到自己的票。',
              'With the tracker you find your ballot on the public record.',
            ])}
          </li>
          <li>
            {text([
              '也可到居委会投纸质票；先收到的一种有效。',
              "You may vote on paper at the residents' committee instead; what arrives first counts.",
            ])}
          </li>
        </ol>
        <p>
          {text([
            '投票码等于您的一票，请勿转交。信封已拆或投票码外露的，请马上告诉居委会。',
            'The code is your vote: give it to nobody. If the letter was opened or the code could be seen, tell the residents’ committee at once.',
          ])}
          {phone && (
            <>
              {' '}
              <strong>{phone}</strong>
            </>
          )}
        </p>
      </section>
      <section className="letter-third">
        <div className="letter-pair">
          <QrCode text={`${booth}#${letter.code}`} label={text(['投票二维码', 'QR code to vote'])} />
          <div>
            <p>{text(['投票码', 'Voting code'])}</p>
            <p className="letter-code">{letter.code}</p>
            <p>
              <code>{booth}</code>
            </p>
          </div>
        </div>
        <p>
          <code>
            {text(['名册公钥', 'Key on the roll'])} {letter.publicKey}
          </code>
        </p>
      </section>
    </Sheet>
  )
}

export function Letters({ vote, letters }: { vote: VoteView; letters: readonly Letter[] }) {
  return (
    <Papers>
      {letters.map((letter) => (
        <LetterSheet key={letter.owner} vote={vote} letter={letter} />
      ))}
    </Papers>
  )
}

/** For the envelope in the safe. Without this key and with the server lost, nothing can be counted. */
export function EscrowSheet({
  vote,
  escrow,
}: {
  vote: VoteView
  escrow: { electionUuid: string; publicKey: string; secret: string }
}) {
  const text = useText()
  return (
    <Papers>
      <Sheet>
        <h1>{text(['服务器计票密钥封存件', "Sealed copy of the server's key"])}</h1>
        <p>{vote.title}</p>
        <p>{vote.scopeName}</p>
        <p>
          {text(['选举编号', 'Election'])} <code>{escrow.electionUuid}</code>
        </p>
        <h2>{text(['私钥（十进制）', 'Private key (decimal)'])}</h2>
        <p className="escrow-secret">{escrow.secret}</p>
        <h2>{text(['公钥', 'Public key'])}</h2>
        <p>
          <code>{escrow.publicKey}</code>
        </p>
        <p>
          {text([
            '本件只打印一份，装入信封骑缝签名后存入保险柜。仅在服务器损毁、无法计票时，由房管办与两名受托人共同启封。单凭本件不能解开任何选票。',
            'Printed once. Seal it, sign over the flap, keep it in the safe. To be opened by the registry and two trustees together, only if the server is lost. By itself it opens no ballot.',
          ])}
        </p>
        <div className="paper-sign">
          <p>{text(['封存人签名：______________', 'Sealed by: ______________'])}</p>
          <p>{text(['见证人签名：______________', 'Witness: ______________'])}</p>
          <p>{text(['日期：______________', 'Date: ______________'])}</p>
        </div>
      </Sheet>
    </Papers>
  )
}
