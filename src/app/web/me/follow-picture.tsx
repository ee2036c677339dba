import { useText } from '#ui/text'
import { useLater } from '../light/use-later.ts'

const loadQrCode = () => import('#ui/qr-code').then((door) => door.QrCode)

/** The page of a follow code, for the camera of another phone; printed it is the way back from paper. */
export function FollowPicture({ street, code }: { street: string; code: string }) {
  const text = useText()
  // The code stands beside it in letters: without the picture nothing is lost.
  const { Shown: QrCode } = useLater(loadQrCode)
  if (!QrCode) return null
  return (
    <figure className="follow-picture">
      <QrCode
        text={`${location.origin}/me/${street}/follow/${code}`}
        label={text(['进度页面的二维码', 'QR code of the page that shows how it stands'])}
      />
      <figcaption>{text(['用手机扫一扫，也能看进度', 'Scan it with a phone to see how things stand'])}</figcaption>
    </figure>
  )
}
