import { ballots } from '#engines/ballots/shared'
import { FieldRow } from '#ui'
import { useOperation } from '#ui/operations'
import { useText } from '#ui/text'

/** Who holds the keys, and how many of them are enough. */
export function TrusteesChoice({
  chosen,
  threshold,
  onChange,
}: {
  chosen: readonly string[]
  threshold: number
  onChange: (chosen: readonly string[], threshold: number) => void
}) {
  const text = useText()
  const choices = useOperation(ballots.trusteeChoices, {}).data?.items ?? []
  return (
    <div className="trustees-choice">
      <FieldRow
        label={['受托人', 'Trustees']}
        hint={[
          '各在自己的浏览器生成并保管密钥，服务器另有一把；少于门限数谁也解不开任何一票',
          'Each makes and keeps a key in their own browser, and the server holds one more; fewer than the threshold can open no ballot',
        ]}
        group
      >
        {() => (
          <ul className="trustee-picks">
            {choices.map(({ staff, name, post }) => (
              <li key={staff}>
                <label className="check-line">
                  <input
                    type="checkbox"
                    checked={chosen.includes(staff)}
                    onChange={(event) => {
                      const next = event.target.checked ? [...chosen, staff] : chosen.filter((each) => each !== staff)
                      onChange(next, Math.max(1, Math.min(next.length, Math.floor(next.length / 2) + 1)))
                    }}
                  />
                  {name} <span className="note">{post}</span>
                </label>
              </li>
            ))}
          </ul>
        )}
      </FieldRow>
      <FieldRow
        label={['解密至少需要', 'Needed to decrypt']}
        hint={
          chosen.length > 1 && threshold === chosen.length
            ? [
                '全部受托人都到才能计票：一把密钥丢失，表决就无法计票',
                'All are needed: one lost key and the vote cannot be counted',
              ]
            : [
                `${chosen.length} 人中有 ${threshold} 人即可，最多可丢失 ${chosen.length - threshold} 把密钥`,
                `${threshold} of ${chosen.length} are enough; ${chosen.length - threshold} keys may be lost`,
              ]
        }
      >
        {(aria) => (
          <select
            {...aria}
            className="control"
            value={threshold}
            onChange={(event) => onChange(chosen, Number(event.target.value))}
          >
            {chosen.map((_, nth) => (
              <option key={nth + 1} value={nth + 1}>
                {text([`${nth + 1} 人`, `${nth + 1}`])}
              </option>
            ))}
          </select>
        )}
      </FieldRow>
    </div>
  )
}
