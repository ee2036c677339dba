import { goalPeriods, levels, sectionIds, sections } from '#engines/indicators/shared'
import { UnitSelect, useDirectory } from '#engines/registers/web'
import { useText } from '#ui/text'
import { hindrances, type ReadTarget } from './import-rows.ts'
import { points } from './target-words.tsx'

/** Names that no unit has: chosen, or left out where they only assist. */
function UnknownUnits({ row, onChange }: { row: ReadTarget; onChange: (patch: Partial<ReadTarget>) => void }) {
  const text = useText()
  const settle = (name: string, role: 'lead' | 'assisting', unit: string | null) => {
    const unknownUnits = row.unknownUnits.filter((each) => each.name !== name || each.role !== role)
    if (unit === null) return onChange({ unknownUnits })
    if (role === 'lead' && row.leadUnit === null) return onChange({ unknownUnits, leadUnit: unit })
    onChange({
      unknownUnits,
      assisting: [...new Set([...row.assisting, unit])].filter((each) => each !== row.leadUnit),
    })
  }
  return (
    <>
      {row.unknownUnits.map(({ name, role }) => (
        <div key={`${role} ${name}`} className="import-unit">
          <span className="late">
            “{name}”{text(['是哪个部门？', '?'])}
          </span>
          <UnitSelect
            label={text([`“${name}”对应的部门`, `The unit meant by "${name}"`])}
            value={null}
            onChange={(unit) => settle(name, role, unit)}
          />
          {role === 'assisting' && (
            <button type="button" className="link-button" onClick={() => settle(name, role, null)}>
              {text(['不列', 'leave out'])}
            </button>
          )}
        </div>
      ))}
    </>
  )
}

export function ImportRow({ row, onChange }: { row: ReadTarget; onChange: (patch: Partial<ReadTarget>) => void }) {
  const text = useText()
  const { unitName } = useDirectory()
  const open = hindrances(row)
  const settled = (said: readonly [string, string]) =>
    // What was chosen since is no problem any more.
    (/部门/.test(said[0]) && !open.includes('lead') && !open.includes('units')) ||
    (/板块/.test(said[0]) && !open.includes('section')) ||
    (/完成时限/.test(said[0]) && !open.includes('deadline'))
  return (
    <tr data-out={row.isOut || undefined}>
      <td>
        <input
          type="checkbox"
          checked={!row.isOut}
          aria-label={text([`导入 ${row.title}`, `Take ${row.title}`])}
          onChange={(event) => onChange({ isOut: !event.target.checked })}
        />
      </td>
      <td className="quiet">{row.rows.join('、')}</td>
      <td>
        <select
          className="control"
          aria-label={text([`${row.title} 的级别`, `Level of ${row.title}`])}
          value={row.level}
          onChange={(event) => onChange({ level: event.target.value === '2' ? 2 : 1 })}
        >
          <option value={1}>{text(levels[1])}</option>
          <option value={2}>{text(levels[2])}</option>
        </select>
        <select
          className="control"
          aria-label={text([`${row.title} 的板块`, `Section of ${row.title}`])}
          value={row.section ?? ''}
          aria-invalid={row.section === null || undefined}
          onChange={(event) => onChange({ section: event.target.value as ReadTarget['section'] })}
        >
          {row.section === null && <option value="">{text(['请选择', 'choose'])}</option>}
          {sectionIds.map((section) => (
            <option key={section} value={section}>
              {text(sections[section])}
            </option>
          ))}
        </select>
      </td>
      <td className="target-what">
        <strong>{row.title || '—'}</strong>
        {row.content && row.content !== row.title && <div className="note">{row.content}</div>}
        {row.problems
          .filter((problem) => !settled(problem.say as [string, string]))
          .map((problem) => (
            <div key={problem.say[0]} className="note import-problem" data-hinders={problem.hinders || undefined}>
              {text(problem.say)}
            </div>
          ))}
      </td>
      <td>
        {row.goals.map((goal) => (
          <div key={goal.id} className="import-goal">
            <span>
              {goal.label} {goal.direction === 'less' && '≤ '}
              {goal.district !== null && text([`区 ${goal.district}`, `district ${goal.district}`])}
              {goal.district !== null && goal.own !== null && ' / '}
              {goal.own !== null && text([`自定 ${goal.own}`, `own ${goal.own}`])} {goal.unit}
              {goal.period !== 'year' && ` · ${text(goalPeriods[goal.period])}`}
            </span>
            <button
              type="button"
              className="link-button"
              aria-label={text([`不要指标 ${goal.label}`, `Drop ${goal.label}`])}
              onClick={() => onChange({ goals: row.goals.filter((each) => each.id !== goal.id) })}
            >
              ×
            </button>
          </div>
        ))}
        {row.milestones.map((each) => (
          <div key={each.id} className="note">
            {each.due} {each.title}
          </div>
        ))}
      </td>
      <td>
        {row.leadUnit === null && !row.unknownUnits.some((each) => each.role === 'lead') ? (
          <UnitSelect
            label={text([`${row.title} 的牵头部门`, `Lead unit of ${row.title}`])}
            value={null}
            onChange={(leadUnit) => onChange({ leadUnit })}
          />
        ) : (
          row.leadUnit !== null && unitName(row.leadUnit)
        )}
        <div className="note">{row.assisting.map(unitName).join('、')}</div>
        <UnknownUnits row={row} onChange={onChange} />
      </td>
      <td>
        {row.problems.some((problem) => problem.hinders && /完成时限/.test(problem.say[0])) || row.deadline === null ? (
          <input
            className="control"
            type="date"
            aria-label={text([`${row.title} 的完成时限`, `Deadline of ${row.title}`])}
            value={row.deadline ?? ''}
            onChange={(event) => onChange({ deadline: event.target.value || null })}
          />
        ) : (
          row.deadline
        )}
      </td>
      <td data-align="end">{points(row.weight)}</td>
    </tr>
  )
}
