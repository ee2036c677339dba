import { useState } from 'react'
import { Link } from 'react-router'
import { shanghaiDate } from '#kernel/time'
import {
  committeeRefusals,
  committees,
  firstScheme,
  grades,
  itemsOf,
  type CommitteeView,
} from '#engines/ballots/shared'
import { ActForm, Unfolded } from '#ui/act-form'
import { useOperation, useStreet } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { serverNow, When } from '#ui/time'

/** How one committee was judged, and what it has to improve. */
export function AssessmentsOf({ view }: { view: CommitteeView }) {
  const text = useText()
  const street = useStreet()
  const barrier = useBarrier()
  const [today] = useState(() => shanghaiDate(serverNow()))
  const scheme = useOperation(committees.scheme, {})
  const labels = new Map(itemsOf(scheme.data ?? firstScheme).map(({ id, label }) => [id, label]))
  const year = Number(today.slice(0, 4))
  const rounds = view.assessments.filter((each) => each.year === year).map((each) => each.round)
  const next = rounds.includes('first') ? (rounds.includes('second') ? null : 'second') : 'first'
  return (
    <section>
      <h2>{text(['规范化评估', 'Assessments'])}</h2>
      {view.assessments.length > 0 && (
        <ul className="told-list">
          {view.assessments.map((each) => (
            <li key={each.id}>
              <div className="sheet-head">
                <strong>
                  {each.year} {text(each.round === 'first' ? ['初评', 'First review'] : ['复评', 'Second review'])}
                </strong>
                <span>
                  {each.total} / {each.full} {text(grades[each.grade])}
                </span>
                <span className="note">
                  {each.by} <When at={each.at} />
                </span>
              </div>
            </li>
          ))}
        </ul>
      )}
      {next && !barrier(committees.assess.name) && (
        <div className="form-buttons">
          <Link className="button" to={`/desk/${street}/committees/${view.id}/assess`}>
            {text(
              next === 'first'
                ? [`${year} 年初评`, `First review of ${year}`]
                : [`${year} 年复评`, `Second review of ${year}`],
            )}
          </Link>
        </div>
      )}
      {view.improvements.length > 0 && (
        <>
          <h3>{text(['整改', 'To be improved'])}</h3>
          <ul className="told-list">
            {view.improvements.map((each) => (
              <li key={each.id}>
                <div className="sheet-head">
                  <span>
                    {text(labels.get(each.item) ?? [each.item, each.item])}：{each.what}
                  </span>
                  <span className={!each.done && each.due < today ? 'late' : 'note'}>
                    {each.done
                      ? text([`${each.done} 完成`, `done ${each.done}`])
                      : text([`${each.due} 前完成`, `by ${each.due}`])}
                  </span>
                  {!each.done && !barrier(committees.improve.name) && (
                    <Unfolded label={['登记完成', 'Done']} tone="quiet">
                      {(close) => (
                        <ActForm
                          command={committees.improve}
                          refusals={committeeRefusals}
                          input={{ id: each.id, day: today }}
                          verb={['今天完成', 'Done today']}
                          done={['已登记', 'Noted']}
                          onAway={close}
                        />
                      )}
                    </Unfolded>
                  )}
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
