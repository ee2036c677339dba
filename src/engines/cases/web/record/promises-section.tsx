import type { OutputOf } from '#kernel/operation'
import type { Text } from '#kernel/text'
import {
  type cases,
  lights,
  limitKey,
  promiseKinds,
  type CaseFileView,
  type CaseType,
  type Light,
} from '#engines/cases/shared'
import { StatusLight } from '#ui/status-light'
import { useText } from '#ui/text'
import { Due, useNow, When } from '#ui/time'
import { useCaseType } from '../case-types-context.ts'
import { useCaseWords } from '../case-words.ts'
import { limitText } from '../limits/limit-words.ts'

type Deadline = OutputOf<typeof cases.get>['deadlines'][number]

function lightOfDeadline(deadline: Deadline, now: string): { light: Light; word: Text } {
  if (deadline.state === 'met')
    return deadline.metAt !== null && deadline.metAt > deadline.dueAt
      ? { light: 'red', word: ['逾期完成', 'Done late'] }
      : { light: 'green', word: ['按时完成', 'Done in time'] }
  if (deadline.state === 'paused') return { light: 'grey', word: lights.grey }
  if (deadline.state === 'ended') return { light: 'grey', word: ['已终止', 'Ended'] }
  const light =
    now > deadline.dueAt ? 'red' : now > deadline.orangeAt ? 'orange' : now > deadline.halfAt ? 'yellow' : 'green'
  return { light, word: lights[light] }
}

function ruleOf(type: CaseType | undefined, deadline: Deadline) {
  for (const rule of type?.limits ?? [])
    for (const step of rule.steps.keys()) if (type && limitKey(type.id, rule, step) === deadline.ruleKey) return rule
  return undefined
}

/** What was promised to whom by when, each with its light, its rule and the basis of the rule. */
export function PromisesSection({ file }: { file: CaseFileView }) {
  const text = useText()
  const now = useNow().toISOString()
  const type = useCaseType(file.case.type)
  const { unitName } = useCaseWords()
  if (file.deadlines.length === 0) return null
  const deadlines = file.deadlines.toSorted(
    (a, b) => a.startedAt.localeCompare(b.startedAt) || a.dueAt.localeCompare(b.dueAt),
  )
  return (
    <section>
      <h2>{text(['时限承诺', 'What was promised'])}</h2>
      <table className="plain-table promises">
        <thead>
          <tr>
            <th scope="col">{text(['事项', 'Promise'])}</th>
            <th scope="col">{text(['期限', 'Due'])}</th>
            <th scope="col">{text(['状态', 'State'])}</th>
            <th scope="col">{text(['依据', 'Basis'])}</th>
          </tr>
        </thead>
        <tbody>
          {deadlines.map((deadline) => {
            const { light, word } = lightOfDeadline(deadline, now)
            const rule = ruleOf(type, deadline)
            const step = rule && rule.steps.length > 1 ? rule.steps[deadline.step] : undefined
            const task = file.tasks.find((each) => each.id === deadline.taskId)
            return (
              <tr key={deadline.id}>
                <td>
                  {text(promiseKinds[deadline.kind])}
                  {step && <span className="note"> {text(step.label)}</span>}
                  {task && <div className="note">{unitName(task.unit)}</div>}
                </td>
                <td>
                  {deadline.state === 'running' ? <Due at={deadline.dueAt} /> : <When at={deadline.dueAt} />}
                  {deadline.firstDueAt !== deadline.dueAt && (
                    <div className="note">
                      {text(['原定 ', 'first '])}
                      <When at={deadline.firstDueAt} />
                    </div>
                  )}
                  {deadline.provisional && (
                    <div className="note">
                      {text(['放假安排未公布，期限为暂定', 'Holidays not announced yet: provisional'])}
                    </div>
                  )}
                </td>
                <td>
                  <StatusLight light={light} word={word} />
                  {deadline.metAt && (
                    <div className="note">
                      <When at={deadline.metAt} />
                    </div>
                  )}
                </td>
                <td>
                  {text(limitText(deadline.limitValue, deadline.limitUnit))}
                  {rule?.confidence === 'unverified' && (
                    <>
                      {' '}
                      <span className="unverified">{text(['待核实', 'unverified'])}</span>
                    </>
                  )}
                  {rule && (
                    <div className="note promise-basis" title={text(rule.basis)}>
                      {text(rule.basis)}
                    </div>
                  )}
                </td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </section>
  )
}
