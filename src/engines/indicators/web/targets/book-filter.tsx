import { useMemo } from 'react'
import { useSearchParams } from 'react-router'
import type { Text } from '#kernel/text'
import { lightWords, sectionIds, sections, type BookView, type TargetLine } from '#engines/indicators/shared'
import { useDirectory } from '#engines/registers/web'
import { useText } from '#ui/text'

type Light = 'all' | keyof typeof lightWords | 'none'

const lights: readonly Light[] = ['all', 'red', 'yellow', 'green', 'grey', 'none']
const words: Readonly<Record<Light, Text>> = { ...lightWords, all: ['全部', 'All'], none: ['无数据', 'No data'] }

const lightOf = (target: TargetLine): Light => target.standing.light ?? 'none'

/** Which targets are shown: by light, unit, section and level, as the address says. */
export function useBookFilter(targets: readonly TargetLine[]) {
  const [params, setParams] = useSearchParams()
  const [light, unit, section] = ['light', 'unit', 'section'].map((name) => params.get(name) ?? '')
  const shown = useMemo(
    () =>
      targets.filter(
        (target) =>
          (!light || lightOf(target) === light) &&
          (!unit || target.leadUnit === unit || target.assisting.includes(unit)) &&
          (!section || target.section === section),
      ),
    [targets, light, unit, section],
  )
  const choose = (name: string, value: string) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before)
        if (value === '') next.delete(name)
        else next.set(name, value)
        return next
      },
      { replace: true },
    )
  return { shown, light: light || 'all', unit: unit ?? '', section: section ?? '', choose }
}

type Filter = ReturnType<typeof useBookFilter>

export function BookFilter({ view, filter }: { view: BookView; filter: Filter }) {
  const text = useText()
  const { unitName } = useDirectory()
  const { targets } = view
  const isCounted = targets.some((target) => target.standing.light !== null)
  const units = [...new Set(targets.flatMap((target) => [target.leadUnit ?? [], target.assisting].flat()))]
  return (
    <div className="book-filter">
      {isCounted && (
        <div className="chips" role="radiogroup" aria-label={text(['亮灯', 'Lights'])}>
          {lights.map((each) => {
            const count = each === 'all' ? targets.length : targets.filter((target) => lightOf(target) === each).length
            if (count === 0 && each !== 'all') return null
            return (
              <label className="chip" key={each}>
                <input
                  type="radio"
                  name="light"
                  checked={filter.light === each}
                  onChange={() => filter.choose('light', each === 'all' ? '' : each)}
                />
                {text(words[each])} {count}
              </label>
            )
          })}
        </div>
      )}
      <select
        className="control"
        aria-label={text(['板块', 'Section'])}
        value={filter.section}
        onChange={(event) => filter.choose('section', event.target.value)}
      >
        <option value="">{text(['全部板块', 'All sections'])}</option>
        {sectionIds.map((section) => (
          <option key={section} value={section}>
            {text(sections[section])}
          </option>
        ))}
      </select>
      <select
        className="control"
        aria-label={text(['部门', 'Unit'])}
        value={filter.unit}
        onChange={(event) => filter.choose('unit', event.target.value)}
      >
        <option value="">{text(['全部部门', 'All units'])}</option>
        {units.map((unit) => (
          <option key={unit} value={unit}>
            {unitName(unit)}
          </option>
        ))}
      </select>
    </div>
  )
}
