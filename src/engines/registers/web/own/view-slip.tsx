import { registers } from '#engines/registers/shared'
import { useOperation, useStreet } from '#ui/operations'
import { QrCode } from '#ui/qr-code'
import { useText } from '#ui/text'
import { maskName } from '../../shared/names/index.ts'
import { useAreas } from '../directory.ts'
import './view-slip.css'

interface Given {
  readonly code: string
  readonly until: string
  readonly name: string
  readonly committee: string | null
}

const inFours = (code: string) => code.replaceAll(/(.{4})(?=.)/g, '$1 ')

/** To the minute, in Shanghai: 2026年11月29日 09:30. */
function sayUntil(until: string): [string, string] {
  const at = new Date(Date.parse(until) + 8 * 3_600_000).toISOString()
  const [day, clock] = [at.slice(0, 10), at.slice(11, 16)]
  const [year, month, date] = day.split('-').map(Number)
  return [`${year}年${month}月${date}日 ${clock}`, `${day} ${clock}`]
}

/** What the person takes home: the code, how to use it, until when, whom to call. The name is masked, for slips get lost. */
export function ViewSlip({ code, until, name, committee }: Given) {
  const text = useText()
  const street = useStreet()
  const areas = useAreas()
  const known = useOperation(registers.streets, {}, { staleTime: 600_000 }).data?.items.find(
    (each) => each.code === street,
  )
  const page = `${location.origin}/me/${street}/mine`
  return (
    <section className="view-slip" aria-label={text(['查询单', 'Slip'])}>
      <header>
        <h3>{text(['本人信息查询单', 'To see your own file'])}</h3>
        <p>
          {[known && text(known.name), committee && areas.committeeName(committee)].filter(Boolean).join(' · ')}
          {' · '}
          {maskName(name)}
        </p>
      </header>
      <QrCode text={`${page}#${code}`} label={text(['查询页面的二维码', 'QR code of the page'])} />
      <p className="view-slip-code" aria-label={text(['查询码', 'Code'])}>
        {inFours(code)}
      </p>
      <ol>
        <li>
          {text(['用手机扫上面的图，或打开', 'Scan the picture with a phone, or open'])} <span>{page}</span>
        </li>
        <li>
          {text([
            '输入查询码，和您证件号码或手机号的后四位。',
            'Enter the code, and the last four of your document or telephone number.',
          ])}
        </li>
        <li>
          {text([
            '看登记了什么、谁看过；哪里不对，按“这里不对”。',
            'See what is held and who looked. Where it is wrong, press “This is wrong”.',
          ])}
        </li>
      </ol>
      <p>
        {text([
          `有效期至 ${sayUntil(until)[0]}。连错五次作废；遗失可再领，旧码随即失效。`,
          `Good until ${sayUntil(until)[1]}. Void after five wrong tries; if lost, ask for another.`,
        ])}
      </p>
      {known?.phone && (
        <p>
          {text(['不会用？打电话', 'Need help? Call'])} <strong>{known.phone}</strong>
        </p>
      )}
    </section>
  )
}
