import type { Text } from '#kernel/text'
import { daysBetween } from '#kernel/time'
import { renewalSteps, type CommitteeLine, type CommitteeStanding } from '#engines/ballots/shared'
import type { LightColour } from '#ui'
import { StatusLight } from '#ui'
import { useText } from '#ui/text'

export const standings: Readonly<Record<CommitteeStanding, readonly [LightColour, Text]>> = {
  overdue: ['red', ['届满未换', 'Term run out']],
  short: ['orange', ['委员不足', 'Too few members']],
  due: ['yellow', ['应启动换届', 'Renewal due']],
  renewing: ['yellow', ['换届中', 'Being renewed']],
  serving: ['green', ['正常履职', 'Serving']],
}

export function Standing({ of }: { of: CommitteeStanding }) {
  const [light, word] = standings[of]
  return <StatusLight light={light} word={word} />
}

/** The next limit and how far it is: 12 天后, 逾期 3 天. */
export function ClockSaid({ clock, today }: { clock: NonNullable<CommitteeLine['clock']>; today: string }) {
  const text = useText()
  const days = daysBetween(today, clock.due)
  const [zh, en] = renewalSteps[clock.step]
  return (
    <span className={days < 0 ? 'late' : undefined}>
      {text([zh, en])} {clock.due}
      <span className="note">
        {' '}
        {text(
          days < 0
            ? [`逾期 ${-days} 天`, `${-days} days late`]
            : days === 0
              ? ['今天到期', 'due today']
              : [`还有 ${days} 天`, `${days} days left`],
        )}
      </span>
    </span>
  )
}
