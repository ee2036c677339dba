import { useMemo } from 'react'
import {
  degreesOf,
  findArea,
  membersOf,
  outlineOf,
  redrawArea,
  type Area,
  type AreaKind,
  type CornerMove,
  type Division,
  type LngLat,
  type Ring,
  type SeenArea,
  type TakenCodes,
} from '#engines/registers/shared'
import type { Drawn, Handle } from './area-canvas.tsx'
import { planOf, tried, type AreaDraft } from './draft.ts'
import { shortName } from './known-areas.ts'

interface Given {
  readonly items: readonly SeenArea[]
  readonly division: Division
  readonly taken: TakenCodes
  readonly kind: AreaKind
  readonly code: string | null
  readonly draft: AreaDraft | null
  readonly setDraft: (draft: AreaDraft) => void
}

const none: readonly never[] = []

const degrees = (rings: readonly Ring[]) => rings.map((ring) => ring.map(degreesOf))

/** What the map shows of a draft, and what pressing and dragging on it does to the draft. */
export function useDrawing({ items, division, taken, kind, code, draft, setDraft }: Given) {
  const area = useMemo(() => (code ? findArea(division, kind, code) : undefined), [division, kind, code])
  const plan = useMemo(() => (area && draft ? planOf(draft, area) : null), [area, draft])
  const result = useMemo(() => (plan ? tried(division, plan, taken) : null), [division, plan, taken])
  const after = result?.ok ? result.value : division

  const isByCorners = draft?.act === 'redraw' && draft.by === 'corners'
  const movable = useMemo(() => {
    if (!area || !isByCorners) return []
    const now = findArea(after, kind, area.code) ?? area
    return now.ring.map((corner) => {
      const at = degreesOf(corner)
      return { at, isFree: redrawArea(after, { kind, code: now.code, by: { corners: [{ from: at, to: at }] } }).ok }
    })
  }, [area, after, isByCorners, kind])

  const isByMembers = (draft?.act === 'split' || draft?.act === 'redraw') && draft.by === 'members'
  const members = useMemo(() => {
    if (!isByMembers || !area) return null
    const own = membersOf(division, area)
    if (draft?.act === 'split') return own
    const kindOf = area.kind === 'grid' ? 'micro' : 'grid'
    return division.filter((each) => each.kind === kindOf)
  }, [isByMembers, area, division, draft?.act])
  const chosenMembers = draft && 'members' in draft ? draft.members : none

  const areas = useMemo((): Drawn[] => {
    if (members)
      return members.map((each) => ({
        code: each.code,
        name: each.name,
        rings: degrees([each.ring]),
        look: chosenMembers.includes(each.code) ? 'second' : belongs(each, area) ? 'first' : 'ghost',
      }))
    if (!draft)
      return items
        .filter((each) => each.kind === kind)
        .map((each) => ({
          code: each.code,
          name: shortName(each.name),
          rings: each.rings,
          ...(each.code === code && { look: 'chosen' as const }),
        }))
    return after
      .filter((each) => each.kind === kind)
      .map((each) => {
        const look = lookOf(each, code, draft, result?.ok === true)
        return {
          code: each.code,
          name: shortName(each.name),
          rings: degrees(outlineOf(after, each)),
          ...(look && { look }),
        }
      })
  }, [members, chosenMembers, area, draft, items, after, kind, code, result])

  const inner = useMemo(() => {
    if (!area || !draft || members) return []
    const codes = draft.act === 'split' ? draft.parts.map((part) => part.code) : [area.code]
    return after
      .filter((each) => each.kind === kind && codes.includes(each.code))
      .flatMap((each) => membersOf(after, each))
      .map((each) => degrees([each.ring]))
  }, [area, draft, members, after, kind])

  const isLine = draft?.act === 'split' && draft.by === 'line'
  const line: readonly LngLat[] = isLine ? draft.line : none
  const handles = useMemo((): Handle[] => {
    if (isLine) return line.map((at, nth) => ({ key: `line-${nth}`, at, kind: 'line' }))
    return movable.flatMap(({ at, isFree }, nth): Handle[] => {
      const next = movable[(nth + 1) % movable.length]!
      const middle: LngLat = [(at[0] + next.at[0]) / 2, (at[1] + next.at[1]) / 2]
      return [
        { key: `corner-${nth}`, at, kind: isFree ? 'corner' : 'fixed' },
        ...(isFree || next.isFree ? [{ key: `between-${nth}`, at: middle, kind: 'between' as const }] : []),
      ]
    })
  }, [isLine, line, movable])

  function addMove(move: CornerMove): void {
    if (draft?.act === 'redraw') setDraft({ ...draft, corners: [...draft.corners, move] })
  }

  function onHandle(key: string, to: LngLat): void {
    const [what, nth] = [key.split('-')[0], Number(key.split('-')[1])]
    if (what === 'line' && isLine) setDraft({ ...draft, line: draft.line.with(nth, to) })
    if (what === 'corner') addMove({ from: movable[nth]!.at, to })
    if (what === 'between') addMove({ between: [movable[nth]!.at, movable[(nth + 1) % movable.length]!.at], to })
  }

  return {
    areas,
    inner,
    line,
    handles,
    onHandle,
    addMove,
    plan,
    refusal: result && !result.ok ? result.error : null,
    corners: movable.filter((each) => each.isFree).map((each) => each.at),
    onPoint: isLine ? (at: LngLat) => setDraft({ ...draft, line: [...draft.line, at] }) : null,
    onMember: pressable(draft, setDraft, kind, code, isByMembers),
  }
}

const belongs = (member: Area, area: Area | undefined) =>
  area?.kind === 'comprehensive' ? member.comprehensive === area.code : member.parent === area?.code

function lookOf(area: Area, code: string | null, draft: AreaDraft, isDone: boolean): Drawn['look'] {
  if (draft.act === 'split' && isDone) {
    if (area.code === draft.parts[0].code) return 'first'
    if (area.code === draft.parts[1].code) return 'second'
  }
  if (draft.act === 'merge') {
    if (isDone) return area.code === draft.whole.code ? 'first' : undefined
    return area.code === code ? 'chosen' : draft.others.includes(area.code) ? 'second' : undefined
  }
  return area.code === code ? 'chosen' : undefined
}

/** Where an area pressed is not chosen but joins the draft. */
function pressable(
  draft: AreaDraft | null,
  setDraft: (draft: AreaDraft) => void,
  _kind: AreaKind,
  code: string | null,
  isByMembers: boolean,
): ((pressed: string) => void) | null {
  const toggled = (list: readonly string[], one: string) =>
    list.includes(one) ? list.filter((each) => each !== one) : [...list, one]
  if (!draft) return null
  if (isByMembers && (draft.act === 'split' || draft.act === 'redraw'))
    return (pressed) => setDraft({ ...draft, members: toggled(draft.members, pressed) })
  if (draft.act === 'merge')
    return (pressed) => {
      if (pressed !== code) setDraft({ ...draft, others: toggled(draft.others, pressed) })
    }
  return () => {}
}
