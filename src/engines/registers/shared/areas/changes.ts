import { err, ok, type Result } from '#kernel/result'
import { faultsOf, findArea, joined, membersOf, type Area, type AreaKind, type Division } from './area.ts'
import { layAcross, piecesOf } from './cut.ts'
import { cornerOf, covers, doubleArea, insideOf, type Corner, type LngLat, type Ring } from './ring.ts'

export interface AreaPart {
  readonly code: string
  readonly name: string
}

export interface Splitting {
  readonly kind: AreaKind
  readonly code: string
  /** Along a line, drawn from outside to outside; or by naming the members that go to the second part. */
  readonly by: { readonly line: readonly LngLat[] } | { readonly members: readonly string[] }
  /** Left of the line first. Either may keep the code of the whole. */
  readonly parts: readonly [AreaPart, AreaPart]
}

export interface Merging {
  readonly kind: AreaKind
  readonly codes: readonly string[]
  /** The code may be one of those merged. */
  readonly whole: AreaPart
}

export interface Renaming {
  readonly kind: AreaKind
  readonly code: string
  readonly name: string
}

export interface AddingMicroGrid {
  readonly grid: string
  readonly code: string
  readonly name: string
}

type Changed<E extends string> = Result<Division, E | 'area_not_found' | 'area_cut_unsound'>

/** Nothing leaves that is not a division. */
export function sound(division: Division): Changed<never> {
  return faultsOf(division).length === 0 ? ok(division) : err('area_cut_unsound')
}

const without = (division: Division, gone: readonly Area[]) => division.filter((area) => !gone.includes(area))

/** The next serial number below a code that nothing of the kind has had. */
function freshCode(division: Division, kind: AreaKind, above: string, taken: ReadonlySet<string>): string {
  const length = kind === 'micro' ? 2 : 3
  for (let serial = 1; ; serial++) {
    const code = above + String(serial).padStart(length, '0')
    if (!findArea(division, kind, code) && !taken.has(`${kind} ${code}`)) return code
  }
}

/** How a member that a line cuts calls its smaller pieces. */
function nameOfPiece(kind: AreaKind, parent: Area, code: string): string {
  const serial = Number(code.slice(parent.code.length))
  const stem = parent.name.replace(/(居民委员会|居委会)$/, '')
  return kind === 'micro' ? `${stem}第${serial}微网格` : `${stem}第${serial}网格`
}

/** Codes that closed areas of the street had: never given again to another area. */
export type TakenCodes = ReadonlySet<string>

function isTaken(division: Division, taken: TakenCodes, kind: AreaKind, { code }: AreaPart, own: readonly string[]) {
  return !own.includes(code) && (findArea(division, kind, code) !== undefined || taken.has(`${kind} ${code}`))
}

export function splitArea(
  division: Division,
  { kind, code, by, parts }: Splitting,
  taken: TakenCodes = new Set(),
): Changed<'area_code_taken' | 'cut_not_across' | 'cut_too_close' | 'parts_not_joined' | 'line_cuts_members'> {
  const target = findArea(division, kind, code)
  if (!target) return err('area_not_found')
  if (parts[0].code === parts[1].code || parts.some((part) => isTaken(division, taken, kind, part, [code])))
    return err('area_code_taken')
  if ('members' in by) return splitByMembers(division, target, by.members, parts)
  if (kind === 'comprehensive') return err('line_cuts_members')
  const laid = layAcross(division, target, by.line.map(cornerOf))
  if (!laid.ok) return laid
  const { path } = laid.value
  const whole = findArea(laid.value.division, kind, code)!
  const sides = piecesOf(whole.ring, path)
  if (sides.length !== 2) return err('cut_not_across')
  const halves = parts.map((part, at): Area => ({ ...whole, ...part, ring: sides[at]! }))
  let next: Division = [...without(laid.value.division, [whole]), ...halves]
  for (const member of membersOf(laid.value.division, whole)) next = cutWithin(next, member, path, halves, taken)
  return sound(next)
}

/** Cuts a member along the path, down to the smallest; its largest piece keeps code and name. */
function cutWithin(
  division: Division,
  member: Area,
  path: readonly Corner[],
  sides: readonly Area[],
  taken: TakenCodes,
): Division {
  const parentOf = (ring: Ring) => sides.find((side) => covers(side.ring, insideOf(ring))) ?? sides[0]!
  const pieces = piecesOf(member.ring, path).toSorted((a, b) => doubleArea(b) - doubleArea(a))
  const inner = membersOf(division, member)
  let next: Division = without(division, [member])
  const made: Area[] = []
  for (const [at, ring] of pieces.entries()) {
    const parent = parentOf(ring)
    const own = at === 0 ? member : newPiece([...next, member], member, parent, taken)
    const piece: Area = { ...member, code: own.code, name: own.name, parent: parent.code, ring }
    made.push(piece)
    next = [...next, piece]
  }
  for (const each of inner) next = cutWithin(next, each, path, made, taken)
  return next
}

function newPiece(division: Division, { kind }: Area, parent: Area, taken: TakenCodes): AreaPart {
  const code = freshCode(division, kind, parent.code, taken)
  return { code, name: nameOfPiece(kind, parent, code) }
}

/** The field by which a member says to which area it belongs. */
export function belonging(kind: AreaKind, code: string): Partial<Area> {
  return kind === 'comprehensive' ? { comprehensive: code } : { parent: code }
}

function splitByMembers(
  division: Division,
  target: Area,
  members: readonly string[],
  parts: readonly [AreaPart, AreaPart],
): Changed<'parts_not_joined'> {
  const all = membersOf(division, target)
  const groups = [all.filter((each) => !members.includes(each.code)), all.filter((each) => members.includes(each.code))]
  const rings = groups.map((group) => joined(group.map((each) => each.ring)))
  if (groups[1]!.length !== new Set(members).size || rings.some((ring) => !ring)) return err('parts_not_joined')
  const halves = parts.map((part, at): Area => ({
    ...target,
    ...part,
    ring: target.kind === 'comprehensive' ? [] : rings[at]!,
  }))
  return sound([
    ...without(division, [target, ...all]),
    ...halves,
    ...groups.flatMap((group, at) => group.map((each) => ({ ...each, ...belonging(target.kind, parts[at]!.code) }))),
  ])
}

export function mergeAreas(
  division: Division,
  { kind, codes, whole }: Merging,
  taken: TakenCodes = new Set(),
): Changed<'area_code_taken' | 'parts_not_joined' | 'parents_differ' | 'members_missing'> {
  const merged = [...new Set(codes)].map((code) => findArea(division, kind, code))
  if (merged.length < 2 || merged.some((area) => !area)) return err('area_not_found')
  const areas = merged as Area[]
  const [first] = areas as [Area]
  if (isTaken(division, taken, kind, whole, codes)) return err('area_code_taken')
  if (areas.some((area) => area.parent !== first.parent || area.comprehensive !== first.comprehensive))
    return err('parents_differ')
  const members = areas.map((area) => membersOf(division, area))
  if (members.some((each) => each.length === 0) && members.some((each) => each.length > 0))
    return err('members_missing')
  const rings = kind === 'comprehensive' ? members.flat() : areas
  const ring = joined(rings.map((area) => area.ring))
  if (!ring) return err('parts_not_joined')
  const all = members.flat()
  return sound([
    ...without(division, [...areas, ...all]),
    { ...first, ...whole, ring: kind === 'comprehensive' ? [] : ring },
    ...all.map((each) => ({ ...each, ...belonging(kind, whole.code) })),
  ])
}

export function renameArea(division: Division, { kind, code, name }: Renaming): Changed<never> {
  const area = findArea(division, kind, code)
  return area ? ok(division.map((each) => (each === area ? { ...area, name } : each))) : err('area_not_found')
}

/** A grid's first micro-grid is the whole of it; further ones come of splitting. */
export function addMicroGrid(
  division: Division,
  { grid, code, name }: AddingMicroGrid,
  taken: TakenCodes = new Set(),
): Changed<'area_code_taken' | 'grid_has_micro_grids'> {
  const whole = findArea(division, 'grid', grid)
  if (!whole) return err('area_not_found')
  if (membersOf(division, whole).length > 0) return err('grid_has_micro_grids')
  if (isTaken(division, taken, 'micro', { code, name }, [])) return err('area_code_taken')
  return sound([...division, { kind: 'micro', code, name, parent: grid, comprehensive: null, ring: whole.ring }])
}
