import { Button, InputRow } from '#ui'
import { useText } from '#ui/text'
import { emptyMilestone, type DraftMilestone } from './target-draft.ts'

/** The days to keep on the way: the plan rises along them. */
export function MilestoneFields({
  milestones,
  year,
  onChange,
}: {
  milestones: readonly DraftMilestone[]
  year: number
  onChange: (milestones: DraftMilestone[]) => void
}) {
  const text = useText()
  const change = (id: string, patch: Partial<DraftMilestone>) =>
    onChange(milestones.map((each) => (each.id === id ? { ...each, ...patch } : each)))
  return (
    <fieldset className="parts-fields">
      <legend>{text(['节点', 'Milestones'])}</legend>
      {milestones.map((each, at) => (
        <div className="part-fields" key={each.id}>
          <InputRow
            label={['节点', 'Milestone']}
            maxLength={120}
            value={each.title}
            onChange={(event) => change(each.id, { title: event.target.value })}
          />
          <InputRow
            label={['日期', 'Day']}
            type="date"
            value={each.due}
            onChange={(event) => change(each.id, { due: event.target.value })}
          />
          <InputRow
            label={['权重', 'Weight']}
            type="number"
            min={1}
            max={1000}
            value={each.weight}
            onChange={(event) => change(each.id, { weight: Math.max(1, Math.trunc(event.target.valueAsNumber || 1)) })}
          />
          <Button
            tone="quiet"
            aria-label={text([`删去节点 ${at + 1}`, `Remove milestone ${at + 1}`])}
            onClick={() => onChange(milestones.filter((other) => other.id !== each.id))}
          >
            {text(['删去', 'Remove'])}
          </Button>
        </div>
      ))}
      <div>
        <Button onClick={() => onChange([...milestones, emptyMilestone(year)])}>
          {text(['添加节点', 'Add a milestone'])}
        </Button>
      </div>
    </fieldset>
  )
}
