import { Link } from 'react-router'
import { useStreet } from '#ui/operations'
import { useText } from '#ui/text'
import { holdsOn, tiesOf, type Shown } from './file.ts'

const bare = (said: string) => said.replaceAll(/[\s（）()、，,]/g, '').replace(/^上海市?/, '')

/** Where an enterprise is registered and where it works: the two differ more often than not, and tax follows the first. */
export function EnterpriseFlags({ file, day }: Shown) {
  const text = useText()
  const street = useStreet()
  const registered = file.entry.fields['registeredPlace']
  const operating = file.entry.fields['operatingPlace']
  const occupied = tiesOf(file, 'occupies', true).filter((tie) => holdsOn(tie, day))
  const places = occupied.length > 0 ? occupied.map((tie) => tie.other.title) : operating ? [String(operating)] : []
  // A house is named by its road and its name: 宜昌路 联创大厦 is in 宜昌路233号联创大厦1110室.
  const lies = (at: string, place: string) => place.split(/\s+/).every((part) => bare(at).includes(bare(part)))
  const differs =
    typeof registered === 'string' &&
    places.length > 0 &&
    !places.some((place) => lies(registered, place) || lies(place, registered))
  const leaseEnds = file.entry.fields['leaseEnds']
  const isEnding = typeof leaseEnds === 'string' && leaseEnds < `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`
  if (!differs && !isEnding && occupied.length === 0) return null
  return (
    <section aria-labelledby="file-places">
      <h2 id="file-places">{text(['在哪里', 'Where'])}</h2>
      <dl className="enterprise-places">
        <dt>{text(['注册地址', 'Registered at'])}</dt>
        <dd>{registered ?? '—'}</dd>
        <dt>{text(['实际经营', 'Operates at'])}</dt>
        <dd>
          {occupied.length > 0
            ? occupied.map((tie) => (
                <Link key={tie.id} to={`/desk/${street}/files/${tie.other.id}`}>
                  {tie.other.title}
                </Link>
              ))
            : (operating ?? '—')}
        </dd>
      </dl>
      {differs && <p className="enterprise-flag">{text(['注册地与经营地不一致', 'Registered elsewhere'])}</p>}
      {isEnding && (
        <p className="enterprise-flag">
          {leaseEnds < day
            ? text([`租约已于 ${leaseEnds} 到期`, `The lease ended on ${leaseEnds}`])
            : text([`租约 ${leaseEnds} 到期`, `The lease ends on ${leaseEnds}`])}
        </p>
      )}
    </section>
  )
}
