import { Link } from 'react-router'
import type { SeenTie } from '#engines/registers/shared'
import { useStreet } from '#ui/operations'
import { useText } from '#ui/text'
import { saySource } from '../register-words.ts'
import { useEndedTies } from './use-ended-ties.ts'
import { holdsOn, sumOfShares, tiesOf, type Shown } from './file.ts'

const sayShare = (share: SeenTie['share']): string => (share ? `${share[0]}/${share[1]}` : '—')

/** Who owns a home, in which shares, and who owned it before. */
export function TitleSection({ file, day }: Shown) {
  const text = useText()
  const owners = tiesOf(file, 'owns', false)
  const now = owners.filter((tie) => holdsOn(tie, day))
  const before = useEndedTies(file).filter((tie) => tie.kind === 'owns' && !tie.outward)
  if (owners.length === 0 && before.length === 0) return null
  const sum = now.length === 0 ? null : sumOfShares(now.map((tie) => tie.share))
  const isWhole = sum?.[0] === 1 && sum[1] === 1
  return (
    <section aria-labelledby="file-title">
      <h2 id="file-title">{text(['产权', 'Title'])}</h2>
      <div className="table-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{text(['产权人', 'Owner'])}</th>
              <th scope="col" data-align="end">
                {text(['份额', 'Share'])}
              </th>
              <th scope="col">{text(['起止', 'From – to'])}</th>
              <th scope="col">{text(['来源', 'Source'])}</th>
            </tr>
          </thead>
          <tbody>
            {now.map((tie) => (
              <OwnerRow key={tie.id} tie={tie} />
            ))}
          </tbody>
          {now.length > 0 && (
            <tfoot>
              <tr>
                <th scope="row">{text(['合计', 'Sum'])}</th>
                <td data-align="end" className={isWhole || sum === null ? undefined : 'late'}>
                  {sum === null ? '—' : isWhole ? '1' : `${sum[0]}/${sum[1]}`}
                </td>
                <td colSpan={2} className="note">
                  {sum === null
                    ? text(['有份额未登记', 'a share is not registered'])
                    : isWhole
                      ? ''
                      : text(['份额不足整套，请核对', 'The shares are less than the whole'])}
                </td>
              </tr>
            </tfoot>
          )}
        </table>
      </div>
      {before.length > 0 && (
        <details className="file-more">
          <summary>{text([`历任产权人 ${before.length}`, `Earlier owners: ${before.length}`])}</summary>
          <table className="plain-table">
            <tbody>
              {before.map((tie) => (
                <OwnerRow key={tie.id} tie={tie} />
              ))}
            </tbody>
          </table>
        </details>
      )}
    </section>
  )
}

function OwnerRow({ tie }: { tie: SeenTie }) {
  const text = useText()
  const street = useStreet()
  return (
    <tr>
      <td>
        <Link to={`/desk/${street}/files/${tie.other.id}`}>{tie.other.title}</Link>
      </td>
      <td data-align="end">{sayShare(tie.share)}</td>
      <td>
        {tie.from} – {tie.to ?? text(['至今', 'now'])}
      </td>
      <td className="note">{text(saySource(tie.source))}</td>
    </tr>
  )
}
