import type { Text } from '#kernel/text'
import { lightWords, type BookView, type GoalView } from '#engines/indicators/shared'
import { StatusLight } from '#ui'
import { useText } from '#ui/text'
import { groupedValue } from '../parts/measure-unit.ts'

type Light = keyof typeof lightWords | null

/** The light of a target; a dash where nothing is known yet. */
export function TargetLight({ light, because, bare = false }: { light: Light; because?: Text; bare?: boolean }) {
  const text = useText()
  const why = because && text(because)
  if (light === null)
    return (
      <span className="quiet" title={why}>
        —<span className="unseen">{text(['尚无数据', 'no data yet'])}</span>
      </span>
    )
  return (
    <span title={why}>
      <StatusLight light={light} word={lightWords[light]} bare={bare} />
    </span>
  )
}

export const points = (hundredths: number): string => (hundredths / 100).toFixed(2).replace(/\.?0+$/, '')

export const percentSaid = (percent: string | null): string => (percent === null ? '—' : `${percent} %`)

export const valueWithUnit = (value: string | null, unit: string): string =>
  value === null ? '—' : `${groupedValue(value)} ${unit}`.trim()

export function aimOfGoal({ own, district }: Pick<GoalView, 'own' | 'district'>): string | null {
  return own ?? district
}

/** 完成率 66.66 %, 应达 75.00 %: a bar, and a line where the plan is. */
export function RateBar({ rate, planned, light }: { rate: string | null; planned: string | null; light: Light }) {
  const text = useText()
  return (
    <span className="rate-bar" data-light={light ?? 'none'}>
      <span className="rate-bar-track" aria-hidden="true">
        <span className="rate-bar-done" style={{ inlineSize: `${Math.min(100, Number(rate ?? 0))}%` }} />
        {planned !== null && (
          <span className="rate-bar-plan" style={{ insetInlineStart: `${Math.min(100, Number(planned))}%` }} />
        )}
      </span>
      <span className="rate-bar-said">
        {percentSaid(rate)}
        <span className="unseen">{text([`，应达 ${percentSaid(planned)}`, `, planned ${percentSaid(planned)}`])}</span>
      </span>
    </span>
  )
}

/** What the server says may be done; null where it may, a code where it may not yet, undefined where it is not offered. */
export function actIn(acts: BookView['acts'], verb: string): string | null | undefined {
  return acts.find((each) => each.verb === verb)?.refusal
}
