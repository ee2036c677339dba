import { Fragment } from 'react'
import { Link } from 'react-router'
import {
  countingShort,
  indicators,
  levels,
  sectionIds,
  sections,
  targetKinds,
  type BookView,
  type TargetLine,
} from '#engines/indicators/shared'
import { useDirectory } from '#engines/registers/web'
import { Button } from '#ui'
import { useCommand, useStreet } from '#ui/operations'
import { useText } from '#ui/text'
import { toast } from '#ui/toast'
import { aimOfGoal, points, RateBar, TargetLight, valueWithUnit } from './target-words.tsx'

function Numbers({ target, isCounted }: { target: TargetLine; isCounted: boolean }) {
  const text = useText()
  if (target.goals.length === 0) {
    const done = target.milestones.filter((each) => each.doneOn !== null).length
    const count = target.milestones.length
    return (
      <span className="note">
        {isCounted
          ? text([`节点 ${done} / ${count}`, `${done} of ${count} milestones`])
          : text([`${count} 个节点`, `${count} milestones`])}
      </span>
    )
  }
  return (
    <>
      {target.goals.map((goal) => (
        <div className="target-number" key={goal.id}>
          {goal.label}{' '}
          {isCounted && (
            <strong>
              {goal.counting === null ? valueWithUnit(goal.value, '') : text(countingShort(goal.counting))}
            </strong>
          )}
          <span className="note">
            {isCounted && ' / '}
            {goal.direction === 'less' && '≤ '}
            {valueWithUnit(aimOfGoal(goal), goal.unit)}
            {goal.own !== null &&
              goal.district !== null &&
              text([`（区 ${valueWithUnit(goal.district, '')}）`, ` (district ${valueWithUnit(goal.district, '')})`])}
          </span>
        </div>
      ))}
    </>
  )
}

interface Given {
  readonly view: BookView
  readonly targets: readonly TargetLine[]
  readonly isDraft: boolean
  readonly isCounted: boolean
}

function useArranging(view: BookView) {
  const text = useText()
  const arrange = useCommand(indicators.arrangeTargets)
  const drop = useCommand(indicators.dropTarget)
  const bookId = view.book.id as never
  return {
    move(target: TargetLine, by: -1 | 1) {
      const ids = view.targets.filter((each) => each.level === target.level).map((each) => each.id)
      const at = ids.indexOf(target.id)
      if (ids[at + by] === undefined) return
      ;[ids[at], ids[at + by]] = [ids[at + by]!, ids[at]!]
      arrange.mutate({ bookId, targetIds: ids as never })
    },
    drop(target: TargetLine) {
      drop.mutate(
        { bookId, targetId: target.id as never },
        { onSuccess: () => toast(text([`已删去“${target.title}”`, `"${target.title}" taken out`])) },
      )
    },
  }
}

function Row({
  view,
  target,
  isDraft,
  isCounted,
  tools,
}: Omit<Given, 'targets'> & { target: TargetLine; tools: ReturnType<typeof useArranging> }) {
  const text = useText()
  const street = useStreet()
  const { unitName } = useDirectory()
  const path = `/desk/${street}/targets/${view.book.id}/${isDraft ? 'edit' : 'tasks'}/${target.id}`
  return (
    <tr>
      <td data-align="end" className="quiet target-no">
        {target.no}
      </td>
      {isCounted && (
        <td>
          <TargetLight light={target.standing.light} because={target.standing.because} />
        </td>
      )}
      <td className="target-what">
        <Link to={path}>{target.title}</Link>
        <div className="note">
          {[
            text(targetKinds[target.kind]),
            target.suspended && text(['经批准暂停', 'suspended']),
            target.adjusted && text(['有调整', 'adjusted']),
            target.openOrders > 0 && text([`督办 ${target.openOrders}`, `${target.openOrders} orders`]),
            target.waitingReports > 0 && text([`待审 ${target.waitingReports}`, `${target.waitingReports} to review`]),
          ]
            .filter(Boolean)
            .join(' · ')}
        </div>
        {target.blocked && (
          <div className="target-blocked">
            {text(['卡点：', 'Blocked: '])}
            {target.blocked.blocker}
            {target.blocked.by && `（${target.blocked.by}）`}
          </div>
        )}
      </td>
      <td className="target-numbers">
        <Numbers target={target} isCounted={isCounted} />
      </td>
      <td>
        {unitName(target.leadUnit)}
        {target.assisting.length > 0 && <div className="note">{target.assisting.map(unitName).join('、')}</div>}
      </td>
      <td className="target-leader">{target.leader || '—'}</td>
      <td className="target-day">{target.deadline.slice(5)}</td>
      <td data-align="end">{points(target.weight)}</td>
      {isCounted && (
        <td>
          <RateBar {...target.standing} />
        </td>
      )}
      {isDraft && (
        <td className="target-tools">
          <Button
            tone="quiet"
            onClick={() => tools.move(target, -1)}
            aria-label={text([`上移 ${target.title}`, `Move ${target.title} up`])}
          >
            ↑
          </Button>
          <Button
            tone="quiet"
            onClick={() => tools.move(target, 1)}
            aria-label={text([`下移 ${target.title}`, `Move ${target.title} down`])}
          >
            ↓
          </Button>
          <Button
            tone="quiet"
            onClick={() => tools.drop(target)}
            aria-label={text([`删去 ${target.title}`, `Take ${target.title} out`])}
          >
            {text(['删去', 'Take out'])}
          </Button>
        </td>
      )}
    </tr>
  )
}

/** The targets by level and section, a dense line each. */
export function BookTable({ view, targets, isDraft, isCounted }: Given) {
  const text = useText()
  const tools = useArranging(view)
  const columns = 7 + (isCounted ? 2 : 0) + (isDraft ? 1 : 0)
  return (
    <div className="table-scroll">
      <table className="plain-table target-table">
        <thead>
          <tr>
            <th scope="col" data-align="end">
              {text(['序号', 'No.'])}
            </th>
            {isCounted && <th scope="col">{text(['亮灯', 'Light'])}</th>}
            <th scope="col">{text(['目标任务', 'Target'])}</th>
            <th scope="col">{text(['指标', 'Numbers'])}</th>
            <th scope="col">{text(['牵头、配合部门', 'Units'])}</th>
            <th scope="col">{text(['责任领导', 'Leader'])}</th>
            <th scope="col">{text(['时限', 'Due'])}</th>
            <th scope="col" data-align="end">
              {text(['分值', 'Points'])}
            </th>
            {isCounted && <th scope="col">{text(['完成率 ｜应达', 'Reached | planned'])}</th>}
            {isDraft && <th scope="col" />}
          </tr>
        </thead>
        <tbody>
          {([1, 2] as const).map((level) => {
            const own = targets.filter((target) => target.level === level)
            if (own.length === 0) return null
            return (
              <Fragment key={level}>
                <tr className="target-level">
                  <th scope="rowgroup" colSpan={columns}>
                    {text(levels[level])}
                    <span className="note">
                      {text([` ${own.length} 项`, ` ${own.length}`])}，
                      {points(own.reduce((sum, each) => sum + each.weight, 0))} {text(['分', 'points'])}
                    </span>
                  </th>
                </tr>
                {sectionIds.map((section) => {
                  const inSection = own.filter((target) => target.section === section)
                  if (inSection.length === 0) return null
                  return (
                    <Fragment key={section}>
                      <tr className="target-section">
                        <th scope="rowgroup" colSpan={columns}>
                          {text(sections[section])}
                          <span className="note"> {inSection.length}</span>
                        </th>
                      </tr>
                      {inSection.map((target) => (
                        <Row
                          key={target.id}
                          view={view}
                          target={target}
                          isDraft={isDraft}
                          isCounted={isCounted}
                          tools={tools}
                        />
                      ))}
                    </Fragment>
                  )
                })}
              </Fragment>
            )
          })}
        </tbody>
      </table>
    </div>
  )
}
