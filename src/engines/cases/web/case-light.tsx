import { lightOf, lights, promiseKinds, type CaseLine, type Light } from '#engines/cases/shared'
import { StatusLight } from '#ui/status-light'
import { useText } from '#ui/text'
import { Due, useNow, When } from '#ui/time'

type Timed = Pick<CaseLine, 'open' | 'parked' | 'nextDue' | 'nextHalf' | 'nextOrange'>

export function useLight(line: Timed): Light {
  const now = useNow()
  return lightOf(line, now.toISOString())
}

const ended = ['已办结', 'Ended'] as const
const untimed = ['不计时', 'No clock runs'] as const

export function CaseLight({ line, bare = false }: { line: Timed; bare?: boolean }) {
  const light = useLight(line)
  const word = light !== 'grey' ? lights[light] : !line.open ? ended : line.parked ? lights.grey : untimed
  return <StatusLight light={light} word={word} bare={bare} />
}

/** Which promise falls due next, and when, in words; for an ended case when it ended. */
export function NextDue({ line }: { line: CaseLine }) {
  const text = useText()
  const light = useLight(line)
  if (!line.open)
    return line.closedAt ? (
      <span className="quiet">
        <When at={line.closedAt} />
      </span>
    ) : (
      <span className="quiet">—</span>
    )
  if (line.parked) return <span className="quiet">{text(['挂账', 'Parked'])}</span>
  if (!line.nextDue || !line.nextKind) return <span className="quiet">—</span>
  return (
    <span className="next-due" data-light={light}>
      <Due at={line.nextDue} /> <span className="quiet">{text(promiseKinds[line.nextKind])}</span>
    </span>
  )
}

/** Flags beside the state: returned, reworked, supervised … only those that are set. */
export function flagsOf(line: CaseLine): (readonly [string, string])[] {
  return [
    line.repeatGroup ? (['重复', 'repeat'] as const) : null,
    line.returnedCount > 0 ? ([`退单 ${line.returnedCount}`, `returned ${line.returnedCount}`] as const) : null,
    line.reworkCount > 0 ? ([`返工 ${line.reworkCount}`, `reworked ${line.reworkCount}`] as const) : null,
    line.extensionCount > 0 ? (['延期', 'extended'] as const) : null,
    line.supervised >= 2 ? (['督办', 'supervised'] as const) : null,
    line.difficult ? (['疑难', 'difficult'] as const) : null,
    line.parked ? (['挂账', 'parked'] as const) : null,
  ].filter((flag) => flag !== null)
}
