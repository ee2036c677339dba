import type { Text } from '#kernel/text'
import type { Dimension } from '#engines/indicators/shared'
import { shortCommittee, useAreas, useDirectory } from '#engines/registers/web'
import { useText } from '#ui/text'
import type { Member } from '../parts/measure-list.ts'
import { useBound } from '../parts/use-bound.ts'
import type { MeasureGroup } from '../parts/use-measures.ts'

/** One area or unit by the words of an address: committee:310107015001. */
export function memberIn(said: string | null): (Member & { readonly member: string }) | null {
  const at = said?.indexOf(':') ?? -1
  if (!said || at < 0) return null
  const [dimension, member] = [said.slice(0, at), said.slice(at + 1)]
  return (dimension === 'committee' || dimension === 'grid' || dimension === 'unit') && member
    ? { dimension, member }
    : null
}

interface Given {
  readonly groups: readonly MeasureGroup[]
  readonly face: string | null
  readonly onFace: (face: string | null) => void
  readonly of: Member | null
  readonly onOf: (of: Member | null) => void
}

/** Which measures, and of which area or unit. */
export function Narrowing({ groups, face, onFace, of, onOf }: Given) {
  const text = useText()
  const { committees, grids } = useAreas()
  const { units } = useDirectory()
  const { own } = useBound()
  const kinds: readonly [Dimension, Text, readonly { readonly id: string; readonly name: string }[]][] = [
    [
      'committee',
      ['居民区', "Residents' committee"],
      committees.map(({ code, name }) => ({ id: code, name: shortCommittee(name) })),
    ],
    ['grid', ['网格', 'Grid'], grids.map(({ code, name }) => ({ id: code, name }))],
    ['unit', ['主办单位', 'Lead unit'], units.map(({ id, name }) => ({ id, name }))],
  ]
  const isListed = kinds.some(
    ([dimension, , members]) => dimension === of?.dimension && members.some(({ id }) => id === of.member),
  )
  return (
    <div className="measures-narrowing">
      <label>
        <span className="note">{text(['归属', 'Of'])}</span>
        <select className="control" value={face ?? 'all'} onChange={(event) => onFace(event.target.value)}>
          <option value="all">{text(['全部指标', 'All measures'])}</option>
          {groups.map((group) => (
            <option key={group.id} value={group.id}>
              {text(group.of)}
            </option>
          ))}
        </select>
      </label>
      {!own && (
        <label>
          <span className="note">{text(['范围', 'Where'])}</span>
          <select
            className="control"
            value={of ? `${of.dimension}:${of.member}` : ''}
            onChange={(event) => onOf(memberIn(event.target.value))}
          >
            <option value="">{text(['全街道', 'The whole subdistrict'])}</option>
            {of && !isListed && <option value={`${of.dimension}:${of.member}`}>—</option>}
            {kinds.map(([dimension, label, members]) => (
              <optgroup key={dimension} label={text(label)}>
                {members.map(({ id, name }) => (
                  <option key={id} value={`${dimension}:${id}`}>
                    {name}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
        </label>
      )}
    </div>
  )
}
