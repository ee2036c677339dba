import { areaKinds, membersOf, type AreaPart } from '#engines/registers/shared'
import { Button, Chips } from '#ui'
import { useText } from '#ui/text'
import { CoordinatesField } from './coordinates-field.tsx'
import { memberKind } from './known-areas.ts'
import { MemberChoice, type Drafting, type Of } from './member-choice.tsx'

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

export function SplitFields({ draft, area, division, onChange }: Drafting<Of<'split'>>) {
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
