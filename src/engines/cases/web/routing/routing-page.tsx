import { useState } from 'react'
import { explain, percent } from '#model'
import { caseRefusals, cases, wordsOfType, type CaseType, type Destination } from '#engines/cases/shared'
import { useDirectory } from '#engines/registers/web'
import { Chips, EmptyState, grouped, Waiting, Unanswered } from '#ui'
import { useOperation } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { useText } from '#ui/text'
import { useCaseTypes } from '../case-types-context.ts'
import './routing.css'

const places = {
  committee: ['当地居委会', "the residents' committee of the place"],
  property: ['当地物业服务企业', 'the property manager of the place'],
  station: ['当地联勤联动工作站', 'the joint-duty station of the place'],
} as const

function useDestination(): (to: Destination) => string {
  const text = useText()
  const { units } = useDirectory()
  return (to) =>
    'unit' in to ? (units.find((unit) => unit.code === to.unit)?.name ?? to.unit) : text(places[to.unitOf])
}

function Rules({ type }: { type: CaseType }) {
  const text = useText()
  const say = useDestination()
  const coverage = useOperation(cases.routingCoverage, { type: type.id })
  const words = wordsOfType(type)
  const total = coverage.data?.total
  if (coverage.isError) return <Unanswered asked={coverage} refusals={caseRefusals} />
  if (type.routing.length === 0)
    return (
      <EmptyState title={['这一类型没有派单规则', 'This type has no routing rules']}>
        <p>
          {text([
            '派单时由值班人员选择单位。规则写在该场景的声明里。',
            'Whoever dispatches chooses the unit. Rules are declared with the face.',
          ])}
        </p>
      </EmptyState>
    )
  return (
    <>
      {coverage.data ? (
        <p>
          {text([`近一年 ${grouped(coverage.data.total)} 件，`, `${grouped(coverage.data.total)} cases in a year; `])}
          <strong>
            {text([
              `规则覆盖 ${percent(coverage.data.total - coverage.data.uncovered, coverage.data.total) ?? '—'} %`,
              `rules cover ${percent(coverage.data.total - coverage.data.uncovered, coverage.data.total) ?? '—'} %`,
            ])}
          </strong>
          <span className="quiet">
            {text([
              `，${grouped(coverage.data.uncovered)} 件没有规则命中`,
              `, ${grouped(coverage.data.uncovered)} met no rule`,
            ])}
          </span>
        </p>
      ) : (
        <Waiting what={['正在用近一年案件试跑规则…', 'Trying the rules on a year of cases…']} />
      )}
      <p className="note">
        {text([
          '自上而下，第一条成立的规则生效。“一致”指实际派给了规则建议的单位。',
          'From the top, the first rule that holds decides. “Agreed”: the case did go to the unit proposed.',
        ])}
      </p>
      <div className="table-scroll">
        <table className="plain-table routing-table">
          <thead>
            <tr>
              <th scope="col" data-align="end">
                {text(['序', 'No.'])}
              </th>
              <th scope="col">{text(['规则', 'Rule'])}</th>
              <th scope="col">{text(['成立条件', 'When'])}</th>
              <th scope="col">{text(['派给', 'Goes to'])}</th>
              <th scope="col" data-align="end">
                {text(['命中', 'Matched'])}
              </th>
              <th scope="col">{text(['占比', 'Share'])}</th>
              <th scope="col" data-align="end">
                {text(['一致 %', 'Agreed %'])}
              </th>
            </tr>
          </thead>
          <tbody>
            {type.routing.map((rule, index) => {
              const counted = coverage.data?.rules.find((each) => each.id === rule.id)
              return (
                <tr key={rule.id}>
                  <td data-align="end" className="quiet">
                    {index + 1}
                  </td>
                  <td>{text(rule.label)}</td>
                  <td className="routing-when">{text(explain(rule.when, words))}</td>
                  <td>
                    {say(rule.to)}
                    {rule.assist && rule.assist.length > 0 && (
                      <div className="note">
                        {text(['协办 ', 'with '])}
                        {rule.assist.map(say).join('、')}
                      </div>
                    )}
                  </td>
                  <td data-align="end">{counted ? grouped(counted.matched) : ''}</td>
                  <td>
                    {counted && total ? (
                      <meter
                        className="routing-share"
                        min={0}
                        max={total}
                        value={counted.matched}
                        aria-label={`${percent(counted.matched, total) ?? 0} %`}
                      />
                    ) : null}
                  </td>
                  <td data-align="end" className="quiet">
                    {counted ? (percent(counted.agreed, counted.matched) ?? '—') : ''}
                  </td>
                </tr>
              )
            })}
          </tbody>
        </table>
      </div>
    </>
  )
}

/** The rules by which cases find their unit, in their order, tried on a year of real cases. */
export function RoutingPage() {
  const text = useText()
  const types = useCaseTypes()
  const [chosen, setChosen] = useState<string | null>(null)
  const type = types.get(chosen ?? '') ?? [...types.values()][0]
  usePageTitle(text(['派单规则', 'Routing']))
  return (
    <div className="page">
      <h1>{text(['派单规则', 'Routing rules'])}</h1>
      <Chips
        options={Object.fromEntries([...types.values()].map((each) => [each.id, each.label]))}
        value={type?.id}
        onChange={setChosen}
        label={text(['案件类型', 'Type'])}
      />
      {type ? <Rules key={type.id} type={type} /> : <Waiting />}
    </div>
  )
}
