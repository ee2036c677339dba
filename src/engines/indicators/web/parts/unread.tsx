import { indicatorRefusals } from '#engines/indicators/shared'
import { Problem } from '#ui'
import { isRefusal } from '#ui/operations'
import { useText } from '#ui/text'

/** Why figures cannot be read: that they are still counted is no fault, and over soon. */
export function Unread({ error }: { error: unknown }) {
  const text = useText()
  return isRefusal(error, 'measures_counting') ? (
    <p className="quiet">{text(['正在统计，完成后自动显示。', 'Being counted; it shows when it is done.'])}</p>
  ) : (
    <Problem error={error} refusals={indicatorRefusals} isBrief />
  )
}
