import { areaKinds, findArea, type CornerMove, type LngLat } from '#engines/registers/shared'
import { Button, Chips, FieldRow } from '#ui'
import { useText } from '#ui/text'
import { memberKind } from './known-areas.ts'
import type { Drafting, Of } from './member-choice.tsx'

export function RedrawFields({
  draft,
  area,
  division,
  corners,
  onMove,
  onChange,
}: Drafting<Of<'redraw'>> & {
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
