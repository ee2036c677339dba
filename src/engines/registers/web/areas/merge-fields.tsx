import { findArea, type Area } from '#engines/registers/shared'
import { FieldRow } from '#ui'
import { useText } from '#ui/text'
import { shortName } from './known-areas.ts'
import { MemberChoice, type Drafting, type Of } from './member-choice.tsx'

export function MergeFields({
  draft,
  area,
  division,
  neighbours,
  onChange,
}: Drafting<Of<'merge'>> & { neighbours: readonly Area[] }) {
  const text = useText()
  const codes = [area.code, ...draft.others]
  // Neighbours of those chosen may be joined as well.
  const options = [
    ...neighbours,
    ...division.filter(
      (each) =>
        each.kind === area.kind &&
        draft.others.includes(each.code) &&
        !neighbours.some((neighbour) => neighbour.code === each.code),
    ),
  ]
  return (
    <>
      {options.length === 0 ? (
        <p className="note">{text(['没有可合并的相邻区划。', 'There is no neighbour to merge with.'])}</p>
      ) : (
        <MemberChoice
          options={options}
          chosen={draft.others}
          legend={text(['与哪些相邻区划合并', 'Merge with'])}
          onChange={(others) => onChange({ ...draft, others })}
        />
      )}
      <FieldRow label={['合并后名称', 'Name afterwards']}>
        {(field) => (
          <input
            {...field}
            className="control"
            value={draft.whole.name}
            maxLength={60}
            onChange={(event) => onChange({ ...draft, whole: { ...draft.whole, name: event.target.value } })}
          />
        )}
      </FieldRow>
      <FieldRow label={['沿用编码', 'Code kept']}>
        {(field) => (
          <select
            {...field}
            className="control"
            value={draft.whole.code}
            onChange={(event) => onChange({ ...draft, whole: { ...draft.whole, code: event.target.value } })}
          >
            {codes.map((code) => (
              <option key={code} value={code}>
                {code} {shortName(findArea(division, area.kind, code)?.name ?? '')}
              </option>
            ))}
          </select>
        )}
      </FieldRow>
    </>
  )
}
