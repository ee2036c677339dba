import { useMemo } from 'react'
import { courses, goalPeriods, indicators, type GoalPeriod, type MeasureView } from '#engines/indicators/shared'
import { Button, FieldRow, InputRow } from '#ui'
import { useOperation } from '#ui/operations'
import { useText } from '#ui/text'
import { unitOf } from '../parts/measure-unit.ts'
import { emptyGoal, type DraftGoal } from './target-draft.ts'

function MeasureSelect({
  id,
  value,
  onChange,
}: {
  id: string
  value: string | null
  onChange: (measure: MeasureView | null) => void
}) {
  const text = useText()
  const definitions = useOperation(indicators.definitions, {}, { staleTime: 10 * 60_000 })
  const groups = useMemo(() => {
    const found = new Map<string, MeasureView[]>()
    for (const each of definitions.data?.items ?? [])
      found.set(text(each.of), [...(found.get(text(each.of)) ?? []), each])
    return [...found]
  }, [definitions.data, text])
  return (
    <select
      id={id}
      className="control"
      value={value ?? ''}
      onChange={(event) => onChange(definitions.data?.items.find((each) => each.key === event.target.value) ?? null)}
    >
      <option value="">{text(['手工填报', 'Reported by hand'])}</option>
      {groups.map(([of, measures]) => (
        <optgroup key={of} label={of}>
          {measures.map((each) => (
            <option key={each.key} value={each.key}>
              {text(each.label)}
            </option>
          ))}
        </optgroup>
      ))}
    </select>
  )
}

/** The numbers of a target: what the platform counts is bound to a measure and never typed. */
export function GoalFields({
  goals,
  onChange,
}: {
  goals: readonly DraftGoal[]
  onChange: (goals: DraftGoal[]) => void
}) {
  const text = useText()
  const change = (id: string, patch: Partial<DraftGoal>) =>
    onChange(goals.map((goal) => (goal.id === id ? { ...goal, ...patch } : goal)))
  return (
    <fieldset className="parts-fields">
      <legend>{text(['指标', 'Numbers'])}</legend>
      {goals.map((goal, at) => (
        <div className="part-fields" key={goal.id}>
          <FieldRow label={['数据来源', 'Where it comes from']}>
            {({ id }) => (
              <MeasureSelect
                id={id}
                value={goal.measure ?? null}
                onChange={(measure) =>
                  change(
                    goal.id,
                    measure === null
                      ? { measure: null }
                      : {
                          measure: measure.key,
                          label: goal.label || measure.label[0],
                          unit: unitOf(measure.unit).label[0],
                          course: measure.kind === 'count' || measure.kind === 'sum' ? 'adds_up' : 'is_held',
                          direction: measure.better === 'less' ? 'less' : 'more',
                        },
                  )
                }
              />
            )}
          </FieldRow>
          <InputRow
            label={['名称', 'Name']}
            maxLength={60}
            value={goal.label}
            onChange={(event) => change(goal.id, { label: event.target.value })}
          />
          <InputRow
            label={['单位', 'Unit']}
            maxLength={12}
            readOnly={Boolean(goal.measure)}
            value={goal.unit}
            onChange={(event) => change(goal.id, { unit: event.target.value })}
          />
          {(['district', 'own', 'base'] as const).map((field) => (
            <FieldRow
              key={field}
              label={
                { district: ['区下达', 'District'], own: ['街道自定', 'Own'], base: ['基数', 'Base'] }[field] as [
                  string,
                  string,
                ]
              }
              optional={field === 'base'}
            >
              {(aria) => (
                <input
                  {...aria}
                  className="control"
                  inputMode="decimal"
                  value={goal[field] ?? ''}
                  onChange={(event) => change(goal.id, { [field]: event.target.value.trim() || null })}
                />
              )}
            </FieldRow>
          ))}
          <FieldRow label={['方向', 'Direction']}>
            {(aria) => (
              <select
                {...aria}
                className="control"
                value={goal.direction}
                onChange={(event) => change(goal.id, { direction: event.target.value as 'more' | 'less' })}
              >
                <option value="more">{text(['不低于', 'at least'])}</option>
                <option value="less">{text(['不超过', 'at most'])}</option>
              </select>
            )}
          </FieldRow>
          <FieldRow label={['统计期', 'Counted over']}>
            {(aria) => (
              <select
                {...aria}
                className="control"
                value={goal.period}
                onChange={(event) => change(goal.id, { period: event.target.value as GoalPeriod })}
              >
                {Object.entries(goalPeriods).map(([period, label]) => (
                  <option key={period} value={period}>
                    {text(label)}
                  </option>
                ))}
              </select>
            )}
          </FieldRow>
          <FieldRow label={['计算方式', 'Course']}>
            {(aria) => (
              <select
                {...aria}
                className="control"
                value={goal.course}
                onChange={(event) => change(goal.id, { course: event.target.value as keyof typeof courses })}
              >
                {Object.entries(courses).map(([course, label]) => (
                  <option key={course} value={course}>
                    {text(label)}
                  </option>
                ))}
              </select>
            )}
          </FieldRow>
          <Button
            tone="quiet"
            aria-label={text([`删去指标 ${at + 1}`, `Remove number ${at + 1}`])}
            onClick={() => onChange(goals.filter((each) => each.id !== goal.id))}
          >
            {text(['删去', 'Remove'])}
          </Button>
        </div>
      ))}
      <div>
        <Button onClick={() => onChange([...goals, emptyGoal()])}>{text(['添加指标', 'Add a number'])}</Button>
      </div>
    </fieldset>
  )
}
