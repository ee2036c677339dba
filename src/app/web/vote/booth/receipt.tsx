import { useText } from '#ui/text'
import { useLater } from '../../light/use-later.ts'
import { Link } from '../../light/link.tsx'
import { moment } from '../plain-words.ts'
import type { KeptBallot } from './kept-ballots.ts'

const loadQrCode = () => import('#ui/qr-code').then((door) => door.QrCode)

export function Picture({ of, label }: { of: string; label: string }) {
  const { Shown: QrCode } = useLater(loadQrCode)
  return QrCode ? (
    <figure className="picture">
      <QrCode text={of} label={label} />
    </figure>
  ) : null
}

/** In groups, so that two people can compare it aloud. */
export function Tracker({ tracker }: { tracker: string }) {
  return (
    <p className="tracker" data-tracker={tracker}>
      {(tracker.match(/.{1,6}/g) ?? []).map((part, nth) => (
        <span key={nth}>{part}</span>
      ))}
    </p>
  )
}

/** Where a ballot is looked up; the fragment stays in the browser. */
export const findAddress = (street: string, vote: string, tracker: string) =>
  `/vote/${street}/${vote}/find#${encodeURIComponent(tracker)}`

export function Receipt({ street, ballot, holds }: { street: string; ballot: KeptBallot; holds: boolean }) {
  const text = useText()
  const { cast, vote, tracker, title } = ballot
  const address = findAddress(street, vote, tracker)
  const saved = () => {
    const file = new Blob([JSON.stringify({ title, vote, street, tracker, ...cast }, null, 1)], {
      type: 'application/json',
    })
    const link = document.createElement('a')
    link.href = URL.createObjectURL(file)
    link.download = `receipt-${tracker.slice(0, 6).replace(/[+/]/g, '-')}.json`
    link.click()
    URL.revokeObjectURL(link.href)
  }
  return (
    <>
      <div className="cast-mark">
        <h1>{text(['已投', 'Cast'])}</h1>
        <p>{title}</p>
        {cast && <p>{text(moment(cast.receipt.at))}</p>}
      </div>
      {holds ? (
        <p className="say">
          {text([
            `✓ 回执已在您手机上核验：公开记录收下了这张选票，编为第 ${(cast?.receipt.index ?? 0) + 1} 条。`,
            `✓ Checked on this phone: the public record signed for this very ballot, as entry ${(cast?.receipt.index ?? 0) + 1}.`,
          ])}
        </p>
      ) : (
        <p role="alert" className="trouble">
          {text([
            '选票已收，但回执的签名核验不过。请保存本页，打电话告诉居委会。',
            'The ballot was taken, but the receipt’s signature does not hold. Save this page and call.',
          ])}
        </p>
      )}
      <section>
        <h2>{text(['选票编号', 'Ballot number'])}</h2>
        <Tracker tracker={tracker} />
        <p className="small">
          {text([
            '编号只说明您投了哪张票，不说明您选了什么。请截屏或打印留存。',
            'It says which ballot is yours, not what is in it. Keep a picture or print it.',
          ])}
        </p>
        <Picture of={location.origin + address} label={text(['查选票的二维码', 'QR code to find the ballot'])} />
      </section>
      <div className="form no-print">
        <button type="button" className="big" onClick={saved}>
          {text(['保存回执', 'Save the receipt'])}
        </button>
        <button type="button" className="big" onClick={() => print()}>
          {text(['打印回执', 'Print the receipt'])}
        </button>
        <Link to={address} className="big">
          {text(['在公开记录里查到我的选票', 'Find my ballot on the public record'])}
        </Link>
        <Link to={`/vote/${street}/${vote}`} className="big plain">
          {text(['回到表决事项', 'Back to the vote'])}
        </Link>
      </div>
    </>
  )
}
