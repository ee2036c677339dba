import { registerRefusals, registers, type Area, type Unsettled } from '#engines/registers/shared'
import { grouped, Problem, useBarrier } from '#ui'
import { useCommand } from '#ui/operations'
import { useText } from '#ui/text'
import { shortName } from './known-areas.ts'

interface Given {
  readonly unsettled: Unsettled
  /** The areas to which a unit may be given; without them the list only tells. */
  readonly open?: readonly Pick<Area, 'kind' | 'code' | 'name'>[]
}

/** Who still points to what is closed. Nobody is moved silently: each is given its new committee here, or on the page of the staff. */
export function UnsettledList({ unsettled, open = [] }: Given) {
  const text = useText()
  const barrier = useBarrier()(registers.settleUnit.name)
  const command = useCommand(registers.settleUnit)
  if (unsettled.units.length + unsettled.staff.length + unsettled.entries === 0) return null
  return (
    <section className="area-unsettled" aria-label={text(['待落实', 'To be settled'])}>
      <h3>{text(['待落实', 'To be settled'])}</h3>
      <p className="note">
        {text([
          '以下单位和人员仍属已撤销的区划，系统不自动划转。人员的管辖范围由安全管理员调整。',
          'These still belong to areas that are closed; nothing moves them by itself. The security administrator changes the scope of staff.',
        ])}
      </p>
      <ul>
        {unsettled.units.map((unit) => (
          <li key={unit.id}>
            <div>
              {unit.name} <span className="note">{unit.code}</span>
            </div>
            {open.length > 0 && (
              <select
                className="control"
                aria-label={text([`${unit.name}划归`, `${unit.name} goes to`])}
                value=""
                disabled={barrier !== null || command.isPending}
                title={barrier ? text(barrier) : undefined}
                onChange={(event) => command.mutate({ unit: unit.id, kind: unit.kind, code: event.target.value })}
              >
                <option value="">{text(['划归…', 'Goes to…'])}</option>
                {open
                  .filter((area) => area.kind === unit.kind)
                  .map(({ code, name }) => (
                    <option key={code} value={code}>
                      {shortName(name)}
                    </option>
                  ))}
              </select>
            )}
          </li>
        ))}
        {unsettled.staff.map((person) => (
          <li key={person.id}>
            {person.name} {person.post}{' '}
            <span className="note">
              {text(['管辖范围', 'scope'])} {person.code}
            </span>
          </li>
        ))}
      </ul>
      {unsettled.entries > 0 && (
        <p>
          {text([
            `另有 ${grouped(unsettled.entries)} 份档案没有坐标，请在档案中补地址。`,
            `${grouped(unsettled.entries)} files have no point; add their addresses.`,
          ])}
        </p>
      )}
      {command.isError && <Problem error={command.error} refusals={registerRefusals} isBrief />}
    </section>
  )
}
