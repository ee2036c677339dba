import type { Text } from '#kernel/text'
import { centreMeasures, lights, states } from '#engines/cases/shared'
import { shortCommittee } from '#engines/registers/web'
import { useText } from '#ui/text'
import { useCaseTypes } from '../case-types-context.ts'
import { categoryName, hourName, sourceName, useCaseWords } from '../case-words.ts'
import { withPart, type Filter } from '../list-filter.ts'

const missing = {
  committee: ['未落区', 'no area'],
  grid: ['未落格', 'no grid'],
  unit: ['尚未派单', 'not dispatched yet'],
} as const satisfies Record<string, Text>

const as = (said: string): Text => [said, said]

/** What narrows the list, each with a cross to take it away. */
export function FilterChips({ filter, onChange }: { filter: Filter; onChange: (filter: Filter) => void }) {
  const text = useText()
  const types = useCaseTypes()
  const { typeName, unitName, committeeName, gridName } = useCaseWords()

  function measureName(id: string): Text {
    const [type = '', own] = id.split(':')
    const measure =
      own === undefined
        ? centreMeasures.find((each) => each.id === id)
        : types.get(type)?.measures.find((each) => each.id === own)
    return measure?.label ?? as(id)
  }

  const { type, source, category, committee, grid, unit, hour, from, to, words } = filter
  const names: { readonly [K in keyof Required<Filter>]: Text | undefined } = {
    measure: filter.measure === undefined ? undefined : measureName(filter.measure),
    part: filter.part && (filter.part === 'numerator' ? ['分子', 'numerator'] : ['分母', 'denominator']),
    // The queue is named in the heading.
    queue: undefined,
    type: type === undefined ? undefined : typeName(type),
    state: filter.state && states[filter.state],
    open: filter.open === undefined ? undefined : filter.open ? ['未办结', 'open'] : ['已办结', 'ended'],
    source: source && sourceName(source),
    category: category === undefined ? undefined : categoryName(category),
    committee: committee === undefined ? undefined : as(shortCommittee(committeeName(committee))),
    grid: grid === undefined ? undefined : as(gridName(grid)),
    unit: unit && as(unitName(unit)),
    without: filter.without && missing[filter.without],
    light: filter.light && lights[filter.light],
    hour: hour === undefined ? undefined : hourName(Number(hour)),
    from: from === undefined ? undefined : [`${from} 起`, `from ${from}`],
    to: to === undefined ? undefined : [`至 ${to}`, `to ${to}`],
    words: words === undefined ? undefined : as(`“${words}”`),
  }
  const parts = (Object.entries(names) as [keyof Filter, Text | undefined][]).flatMap(([name, label]) =>
    label ? [{ name, label }] : [],
  )

  if (parts.length === 0) return null
  return (
    <ul className="filter-chips" aria-label={text(['已选条件', 'What narrows the list'])}>
      {parts.map(({ name, label }) => (
        <li key={name}>
          <button
            type="button"
            onClick={() => onChange(withPart(filter, name, undefined))}
            title={text(['去掉此条件', 'Take this away'])}
          >
            {text(label)} <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
    </ul>
  )
}
