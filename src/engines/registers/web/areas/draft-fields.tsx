import {
  areaKinds,
  findArea,
  membersOf,
  type Area,
  type AreaPart,
  type CornerMove,
  type Division,
  type LngLat,
} from '#engines/registers/shared'
import { Button, Chips, FieldRow } from '#ui'
import { useText } from '#ui/text'
import { CoordinatesField } from './coordinates-field.tsx'
import type { AreaDraft } from './draft.ts'
import { memberKind, shortName } from './known-areas.ts'

type Of<Act extends AreaDraft['act']> = Extract<AreaDraft, { act: Act }>

interface Given<Draft extends AreaDraft> {
  readonly draft: Draft
  readonly area: Area
  readonly division: Division
  readonly onChange: (draft: Draft) => void
}

function PartFields({
  part,
  legend,
  onChange,
}: {
  part: AreaPart
  legend: string
  onChange: (part: AreaPart) => void
}) {
  const text = useText()
  return (
    <fieldset className="area-part">
      <legend>{legend}</legend>
      <label>
        <span>{text(['名称', 'Name'])}</span>
        <input
          className="control"
          value={part.name}
          maxLength={60}
          onChange={(event) => onChange({ ...part, name: event.target.value })}
        />
      </label>
      <label>
        <span>{text(['编码', 'Code'])}</span>
        <input
          className="control"
          value={part.code}
          maxLength={24}
          inputMode="numeric"
          onChange={(event) => onChange({ ...part, code: event.target.value.trim() })}
        />
      </label>
    </fieldset>
  )
}

function MemberChoice({
  options,
  chosen,
  legend,
  onChange,
}: {
  options: readonly Area[]
  chosen: readonly string[]
  legend: string
  onChange: (chosen: string[]) => void
}) {
  return (
    <fieldset className="area-members">
      <legend>{legend}</legend>
      {options.map(({ code, name }) => (
        <label key={code}>
          <input
            type="checkbox"
            checked={chosen.includes(code)}
            onChange={(event) =>
              onChange(event.target.checked ? [...chosen, code] : chosen.filter((each) => each !== code))
            }
          />{' '}
          {name}
        </label>
      ))}
    </fieldset>
  )
}

export function SplitFields({ draft, area, division, onChange }: Given<Of<'split'>>) {
  const text = useText()
  const members = memberKind[area.kind]
  return (
    <>
      {area.kind !== 'comprehensive' && members && (
        <Chips
          label={text(['拆分方式', 'How'])}
          options={{
            line: ['画分界线', 'Draw a line'],
            members: [`按${areaKinds[members][0]}`, `By ${areaKinds[members][1].toLowerCase()}s`],
          }}
          value={draft.by}
          onChange={(by) => onChange({ ...draft, by })}
        />
      )}
      {draft.by === 'line' ? (
        <>
          <p className="note">
            {text([
              '在地图上依次点出分界线：从区划外起，穿过区划，到另一侧外止。圆点可拖动。',
              'Click the line on the map: begin outside the area, cross it, and end outside on the other side. Dots can be dragged.',
            ])}
          </p>
          <CoordinatesField value={draft.line} onChange={(line) => onChange({ ...draft, line })} />
          <div className="area-buttons">
            <Button
              tone="quiet"
              why={draft.line.length === 0 ? text(['还没有点', 'No points yet']) : null}
              onClick={() => onChange({ ...draft, line: draft.line.slice(0, -1) })}
            >
              {text(['撤回一点', 'Take back a point'])}
            </Button>
            <Button
              tone="quiet"
              why={draft.line.length === 0 ? text(['还没有点', 'No points yet']) : null}
              onClick={() => onChange({ ...draft, line: [] })}
            >
              {text(['重画', 'Start again'])}
            </Button>
          </div>
        </>
      ) : (
        <MemberChoice
          options={membersOf(division, area)}
          chosen={draft.members}
          legend={text(['划入第二部分', 'Go to the second part'])}
          onChange={(chosen) => onChange({ ...draft, members: chosen })}
        />
      )}
      <PartFields
        part={draft.parts[0]}
        legend={
          draft.by === 'line'
            ? text(['第一部分（线的左侧）', 'First part (left of the line)'])
            : text(['第一部分', 'First part'])
        }
        onChange={(part) => onChange({ ...draft, parts: [part, draft.parts[1]] })}
      />
      <PartFields
        part={draft.parts[1]}
        legend={text(['第二部分', 'Second part'])}
        onChange={(part) => onChange({ ...draft, parts: [draft.parts[0], part] })}
      />
      {draft.by === 'line' && (
        <Button tone="quiet" onClick={() => onChange({ ...draft, parts: [draft.parts[1], draft.parts[0]] })}>
          {text(['两部分对调', 'Swap the parts'])}
        </Button>
      )}
    </>
  )
}

export function MergeFields({
  draft,
  area,
  division,
  neighbours,
  onChange,
}: Given<Of<'merge'>> & { neighbours: readonly Area[] }) {
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

export function RedrawFields({
  draft,
  area,
  division,
  corners,
  onMove,
  onChange,
}: Given<Of<'redraw'>> & {
  /** Corners that may be moved, as they are now. */
  corners: readonly LngLat[]
  onMove: (move: CornerMove) => void
}) {
  const text = useText()
  const kind = memberKind[area.kind]
  const candidates = division.filter(
    (each) =>
      each.kind === kind &&
      (area.kind === 'comprehensive' ? each.comprehensive !== area.code : each.parent !== area.code) &&
      (area.kind !== 'grid' || findArea(division, 'grid', each.parent ?? '')?.parent === area.parent),
  )
  return (
    <>
      {area.kind !== 'comprehensive' && kind && (
        <Chips
          label={text(['调整方式', 'How'])}
          options={{
            corners: ['拖动界点', 'Move corners'],
            members: [`划入${areaKinds[kind][0]}`, `Take over ${areaKinds[kind][1].toLowerCase()}s`],
          }}
          value={draft.by}
          onChange={(by) => onChange({ ...draft, by })}
        />
      )}
      {draft.by === 'members' ? (
        <FieldRow label={['划入', 'Take over']}>
          {(field) => (
            <select
              {...field}
              className="control"
              multiple
              size={8}
              value={[...draft.members]}
              onChange={(event) =>
                onChange({ ...draft, members: [...event.target.selectedOptions].map((option) => option.value) })
              }
            >
              {candidates.map((each) => (
                <option key={each.code} value={each.code}>
                  {each.name}
                </option>
              ))}
            </select>
          )}
        </FieldRow>
      ) : (
        <>
          <p className="note">
            {text([
              '拖动与邻区共用的界点，两边一同移动；拖动边中间的小圆点可增加界点。灰点在外界或上级边界上，不能移动。',
              'Drag a corner shared with a neighbour: both sides follow. Drag the small dot on an edge to add a corner. Grey corners lie on the outline or the area above and stay.',
            ])}
          </p>
          <fieldset className="area-corners">
            <legend>{text(['可移动的界点（经度，纬度）', 'Corners that may be moved (longitude, latitude)'])}</legend>
            {corners.map((corner, at) => (
              <CornerInputs
                key={corner.join()}
                corner={corner}
                nth={at + 1}
                onMove={(to) => onMove({ from: corner, to })}
              />
            ))}
          </fieldset>
          {draft.corners.length > 0 && (
            <Button tone="quiet" onClick={() => onChange({ ...draft, corners: draft.corners.slice(0, -1) })}>
              {text(['撤回一步', 'Take back a step'])}
            </Button>
          )}
        </>
      )}
    </>
  )
}

function CornerInputs({ corner, nth, onMove }: { corner: LngLat; nth: number; onMove: (to: LngLat) => void }) {
  const text = useText()
  const input = (at: 0 | 1, name: string) => (
    <input
      className="control"
      type="number"
      step="0.00001"
      aria-label={`${text(['界点', 'Corner'])} ${nth} ${name}`}
      defaultValue={corner[at].toFixed(6)}
      onBlur={(event) => {
        const value = Number(event.target.value)
        if (event.target.value !== '' && value !== corner[at])
          onMove(at === 0 ? [value, corner[1]] : [corner[0], value])
      }}
    />
  )
  return (
    <div>
      {input(0, text(['经度', 'longitude']))}
      {input(1, text(['纬度', 'latitude']))}
    </div>
  )
}
