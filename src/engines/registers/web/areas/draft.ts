import {
  findArea,
  mergeAreas,
  redrawArea,
  splitArea,
  type Area,
  type AreaAct,
  type AreaKind,
  type AreaPart,
  type CornerMove,
  type Division,
  type LngLat,
  type TakenCodes,
} from '#engines/registers/shared'

/** What someone is preparing: nothing of it is known to the server but as a preview. */
export type AreaDraft =
  | {
      readonly act: 'split'
      readonly by: 'line' | 'members'
      readonly line: readonly LngLat[]
      readonly members: readonly string[]
      readonly parts: readonly [AreaPart, AreaPart]
    }
  | { readonly act: 'merge'; readonly others: readonly string[]; readonly whole: AreaPart }
  | {
      readonly act: 'redraw'
      readonly by: 'corners' | 'members'
      readonly corners: readonly CornerMove[]
      readonly members: readonly string[]
    }
  | { readonly act: 'rename'; readonly name: string }

/** The draft as a plan that can be previewed; null while there is nothing to preview yet. */
export function planOf(draft: AreaDraft, { kind, code }: Pick<Area, 'kind' | 'code'>): AreaAct | null {
  switch (draft.act) {
    case 'split': {
      if (draft.by === 'line' ? draft.line.length < 2 : draft.members.length === 0) return null
      if (draft.parts.some((part) => part.code.trim() === '' || part.name.trim() === '')) return null
      const by =
        draft.by === 'line'
          ? { line: draft.line.map(([lng, lat]): [number, number] => [lng, lat]) }
          : { members: [...draft.members] }
      const [first, second] = draft.parts
      return { act: 'split', kind, code, by, parts: [{ ...first }, { ...second }] }
    }
    case 'merge':
      return draft.others.length === 0 || draft.whole.name.trim() === ''
        ? null
        : { act: 'merge', kind, codes: [code, ...draft.others], whole: { ...draft.whole } }
    case 'redraw':
      if (draft.by === 'members')
        return draft.members.length === 0 ? null : { act: 'redraw', kind, code, by: { members: [...draft.members] } }
      return draft.corners.length === 0 ? null : { act: 'redraw', kind, code, by: { corners: draft.corners.map(sent) } }
    case 'rename':
      return null
  }
}

function sent(
  move: CornerMove,
):
  | { from: [number, number]; to: [number, number] }
  | { between: [[number, number], [number, number]]; to: [number, number] } {
  const pair = ([lng, lat]: LngLat): [number, number] => [lng, lat]
  return 'from' in move
    ? { from: pair(move.from), to: pair(move.to) }
    : { between: [pair(move.between[0]), pair(move.between[1])], to: pair(move.to) }
}

/** What would be, reckoned here at once; the server decides again. */
export function tried(division: Division, plan: AreaAct, taken: TakenCodes) {
  switch (plan.act) {
    case 'split':
      return splitArea(division, plan, taken)
    case 'merge':
      return mergeAreas(division, plan, taken)
    case 'redraw':
      return redrawArea(division, plan)
  }
}

/** Neighbours: areas of the kind that share an edge and could be joined. */
export function neighboursOf(division: Division, kind: AreaKind, code: string): Area[] {
  const own = findArea(division, kind, code)
  if (!own) return []
  return division.filter(
    (other) =>
      other.kind === kind &&
      other.code !== code &&
      mergeAreas(division, { kind, codes: [code, other.code], whole: { code, name: own.name } }).ok,
  )
}
