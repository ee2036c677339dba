import { Link } from 'react-router'
import type { Text } from '#kernel/text'
import type { BookView, TargetLine } from '#engines/indicators/shared'
import { useDirectory } from '#engines/registers/web'
import { useStreet } from '#ui/operations'
import { useText } from '#ui/text'
import { TargetLight, valueWithUnit } from './target-words.tsx'

export function useTargetPath(bookId: string) {
  const street = useStreet()
  return (target: Pick<TargetLine, 'id'>) => `/desk/${street}/targets/${bookId}/tasks/${target.id}`
}

const darker = (target: TargetLine): boolean => {
  const rank = { green: 0, grey: 0, yellow: 1, red: 2 }
  const { light } = target.standing
  return (
    light !== null && target.nextLight !== null && rank[target.nextLight] > rank[light] && target.nextLight === 'red'
  )
}

function foresees(target: TargetLine): Text[] {
  return target.goals.flatMap((goal) =>
    goal.forecast
      ? [
          [
            `${goal.label} 年底预计 ${valueWithUnit(goal.forecast.value, goal.unit)}（目标 ${valueWithUnit(goal.own ?? goal.district, goal.unit)}）`,
            `${goal.label}: ${valueWithUnit(goal.forecast.value, goal.unit)} by the end (target ${valueWithUnit(goal.own ?? goal.district, goal.unit)})`,
          ] as const,
        ]
      : [],
  )
}

export function TurningRed({ view }: { view: BookView }) {
  const text = useText()
  const pathOf = useTargetPath(view.book.id)
  const turning = view.targets.filter(darker)
  const stay = view.targets.filter((target) => target.standing.light === 'red')
  const methods = [
    ...new Set(
      view.targets.flatMap((target) => target.goals.map((goal) => goal.forecast && text(goal.forecast.method))),
    ),
  ]
  return (
    <section>
      <h2>
        {text([
          `照此进度，${view.later} 前将转红 ${turning.length} 项`,
          `At this pace ${turning.length} turn red by ${view.later}`,
        ])}
      </h2>
      {turning.length === 0 ? (
        <p className="note">{text(['没有新转红的任务。', 'None.'])}</p>
      ) : (
        <ul className="year-list">
          {turning.map((target) => (
            <li key={target.id}>
              <TargetLight light={target.standing.light} bare /> → <TargetLight light="red" bare />{' '}
              <Link to={pathOf(target)}>{target.title}</Link>
              {foresees(target).map((said) => (
                <div className="note" key={said[0]}>
                  {text(said)}
                </div>
              ))}
              {target.goals.length === 0 && <div className="note">{text(milestoneSaid(target))}</div>}
            </li>
          ))}
        </ul>
      )}
      {stay.length > 0 && (
        <p className="note">{text([`另有 ${stay.length} 项现已为红灯。`, `${stay.length} more are red already.`])}</p>
      )}
      <p className="note">
        {text(['推算方法：', 'Method: '])}
        {methods.filter(Boolean).join(text(['；', '; ']))}
        {text([
          '；未完成的节点按迄今最长的拖延顺延，已逾期未完成的视为仍未完成。',
          '; milestones to come are taken to be as late as the latest so far, overdue ones to stay undone.',
        ])}
      </p>
      <PastErrors view={view} />
    </section>
  )
}

/** What the same methods would have said a year ago at this day, beside what came of it. */
function PastErrors({ view }: { view: BookView }) {
  const text = useText()
  const pathOf = useTargetPath(view.book.id)
  const known = view.targets.flatMap((target) =>
    target.goals.flatMap((goal) => (goal.forecast?.lastYear ? [{ target, goal, past: goal.forecast.lastYear }] : [])),
  )
  const guessed = view.targets
    .flatMap(({ goals }) => goals)
    .filter((goal) => goal.forecast && goal.course === 'adds_up')
  if (guessed.length === 0) return null
  return (
    <div className="note">
      {text([
        `上年此日同法推算的误差（${known.length} 项有往年数据）：`,
        `How far off the method was a year ago (${known.length} with earlier data): `,
      ])}
      {known.length === 0 && text(['往年误差无数据。', 'not known.'])}
      <ul className="year-errors">
        {known.map(({ target, goal, past }) => (
          <li key={goal.id}>
            <Link to={pathOf(target)}>{goal.label}</Link>{' '}
            {text([
              `推算 ${valueWithUnit(past.said, goal.unit)}，实际 ${valueWithUnit(past.was, goal.unit)}，误差 ${past.off} %`,
              `said ${valueWithUnit(past.said, goal.unit)}, was ${valueWithUnit(past.was, goal.unit)}, off by ${past.off} %`,
            ])}
          </li>
        ))}
      </ul>
    </div>
  )
}

function milestoneSaid(target: TargetLine): Text {
  const next = target.milestones.find((each) => each.doneOn === null)
  if (!next) return target.standing.because
  return [`下一节点：${next.due} ${next.title}`, `Next: ${next.due} ${next.title}`]
}

export function BlockedList({ view }: { view: BookView }) {
  const text = useText()
  const pathOf = useTargetPath(view.book.id)
  const { unitName } = useDirectory()
  const blocked = view.targets.filter((target) => target.blocked)
  return (
    <section>
      <h2>{text([`卡点 ${blocked.length}`, `Blocked ${blocked.length}`])}</h2>
      {blocked.length === 0 ? (
        <p className="note">{text(['没有报告卡点。', 'None reported.'])}</p>
      ) : (
        <ul className="year-list">
          {blocked.map((target) => (
            <li key={target.id}>
              <Link to={pathOf(target)}>{target.title}</Link> <span className="note">{unitName(target.leadUnit)}</span>
              <div>
                {target.blocked!.blocker}
                {target.blocked!.by && (
                  <>
                    {text(['，卡在 ', ', by '])}
                    <strong>{target.blocked!.by}</strong>
                  </>
                )}
              </div>
              <div className="note">
                {text([`自 ${target.blocked!.since} 报告`, `reported since ${target.blocked!.since}`])}
                {target.openOrders > 0 &&
                  text([` · 督办 ${target.openOrders} 件`, ` · ${target.openOrders} orders open`])}
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
