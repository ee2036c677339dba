import { err, ok, type Result } from '#kernel/result'
import { withinOf, type Area, type Division } from './area.ts'
import { covers, doMeet, edgesOf, isSame, keyOf, sideOf, type Corner, type Ring } from './ring.ts'

/** About two metres: a line that passes a corner more closely goes through it, or slivers would be left. */
const clearance = 20

type Edge = readonly [from: Corner, to: Corner]

const distance = (a: Corner, b: Corner) => Math.hypot(a[0] - b[0], a[1] - b[1])

function nearestOn([a, b]: Edge, p: Corner): Corner {
  const [dx, dy] = [b[0] - a[0], b[1] - a[1]]
  const share = ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / (dx * dx + dy * dy)
  const kept = Math.min(1, Math.max(0, share))
  return [a[0] + dx * kept, a[1] + dy * kept]
}

/** Where two stretches cross, as a share of the first; undefined when they do not, or run along each other. */
function crossing([a, b]: Edge, [c, d]: Edge): number | undefined {
  if (!doMeet(a, b, c, d)) return undefined
  const [p, q] = [sideOf(c, d, a), sideOf(c, d, b)]
  return p === q ? undefined : p / (p - q)
}

const along = ([a, b]: Edge, share: number): Corner => [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]

/** The corner of an edge that is meant by a point on it: one of its ends when that is near. */
function cornerOn([a, b]: Edge, point: Corner): Corner {
  if (distance(a, point) <= clearance) return a
  if (distance(b, point) <= clearance) return b
  return [Math.round(point[0]), Math.round(point[1])]
}

/** Puts a corner into every ring that has the edge, in either direction: what lies along it stays together. */
export function insertCorner(division: Division, [from, to]: Edge, corner: Corner): Division {
  if (isSame(from, corner) || isSame(to, corner)) return division
  return division.map((area) => {
    const { ring } = area
    const at = ring.findIndex((each, index) => {
      const next = ring[(index + 1) % ring.length]!
      return (isSame(each, from) && isSame(next, to)) || (isSame(each, to) && isSame(next, from))
    })
    return at === -1 ? area : { ...area, ring: ring.toSpliced(at + 1, 0, corner) }
  })
}

/** Where a line that comes from outside first meets a ring, and what is left of the line from there. */
function entry(ring: Ring, line: readonly Corner[]): { readonly at: Corner; readonly rest: Corner[] } | undefined {
  const [start] = line
  if (!start) return undefined
  const nearest = edgesOf(ring)
    .map((edge) => nearestOn(edge, start))
    .toSorted((a, b) => distance(a, start) - distance(b, start))[0]
  if (nearest && distance(nearest, start) <= clearance) return { at: nearest, rest: line.slice(1) }
  if (covers(ring, start)) return undefined
  for (let leg = 1; leg < line.length; leg++) {
    const stretch: Edge = [line[leg - 1]!, line[leg]!]
    const shares = edgesOf(ring).flatMap((edge) => crossing(stretch, edge) ?? [])
    if (shares.length > 0) return { at: along(stretch, Math.min(...shares)), rest: line.slice(leg) }
  }
  return undefined
}

interface Laid {
  readonly division: Division
  /** From one corner of the area to another, through a corner of every ring that it crosses. */
  readonly path: readonly Corner[]
}

/** Lays a line across an area: its ends on the outline, a common corner wherever it crosses what lies within. */
export function layAcross(
  division: Division,
  target: Area,
  line: readonly Corner[],
): Result<Laid, 'cut_not_across' | 'cut_too_close'> {
  const first = entry(target.ring, line)
  const last = first && entry(target.ring, [first.at, ...first.rest].toReversed())
  if (!first || !last) return err('cut_not_across')
  const bends = last.rest.toReversed().slice(1)
  let laid = division
  const ends: Corner[] = []
  for (const end of [first.at, last.at]) {
    const { ring } = laid.find((area) => area.kind === target.kind && area.code === target.code)!
    const edge = edgesOf(ring).toSorted(
      (a, b) => distance(nearestOn(a, end), end) - distance(nearestOn(b, end), end),
    )[0]!
    const corner = cornerOn(edge, nearestOn(edge, end))
    laid = insertCorner(laid, edge, corner)
    ends.push(corner)
  }
  if (isSame(ends[0]!, ends[1]!)) return err('cut_not_across')

  const path: Corner[] = [ends[0]!]
  const ahead: Corner[] = [...bends, ends[1]!].toReversed()
  const inner = () =>
    withinOf(
      laid,
      laid.find((area) => area.kind === target.kind && area.code === target.code)!,
    ).flatMap((area) => edgesOf(area.ring))
  for (let steps = 0; ahead.length > 0; steps++) {
    if (steps > 2000) return err('cut_too_close')
    const stretch: Edge = [path.at(-1)!, ahead.at(-1)!]
    if (isSame(stretch[0], stretch[1])) {
      ahead.pop()
      continue
    }
    const met = inner()
      .filter((edge) => !edge.some((end) => isSame(end, stretch[0]) || isSame(end, stretch[1])))
      .flatMap((edge) => {
        const share = crossing(stretch, edge)
        return share === undefined ? [] : [{ edge, share }]
      })
      .toSorted((a, b) => a.share - b.share)[0]
    if (!met) {
      path.push(ahead.pop()!)
      continue
    }
    const corner = cornerOn(met.edge, along(stretch, met.share))
    laid = insertCorner(laid, met.edge, corner)
    ahead.push(corner)
  }
  return new Set(path.map(keyOf)).size === path.length ? ok({ division: laid, path }) : err('cut_too_close')
}

/** The pieces into which a laid path cuts a ring, each with the side of the path on which it lies. */
export function piecesOf(ring: Ring, path: readonly Corner[]): Ring[] {
  const corners = new Set(ring.map(keyOf))
  const on = path.flatMap((corner, at) => (corners.has(keyOf(corner)) ? [at] : []))
  let pieces: Ring[] = [ring]
  for (let nth = 1; nth < on.length; nth++) {
    const stretch = path.slice(on[nth - 1]!, on[nth]! + 1)
    const [start, end] = [stretch[0]!, stretch.at(-1)!]
    const middle: Corner = [(start[0] + stretch[1]![0]) / 2, (start[1] + stretch[1]![1]) / 2]
    const piece = pieces.find(
      (each) =>
        each.some((corner) => isSame(corner, start)) &&
        each.some((corner) => isSame(corner, end)) &&
        !isEdgeOf(each, stretch) &&
        covers(each, middle),
    )
    if (!piece) continue
    pieces = pieces.flatMap((each) => (each === piece ? halves(piece, stretch) : [each]))
  }
  return pieces
}

function isEdgeOf(ring: Ring, stretch: readonly Corner[]): boolean {
  if (stretch.length !== 2) return false
  const [a, b] = [stretch[0]!, stretch[1]!]
  return edgesOf(ring).some(([from, to]) => (isSame(from, a) && isSame(to, b)) || (isSame(from, b) && isSame(to, a)))
}

/** Left of the stretch first. */
function halves(ring: Ring, stretch: readonly Corner[]): Ring[] {
  const [start, end] = [stretch[0]!, stretch.at(-1)!]
  const from = ring.findIndex((corner) => isSame(corner, start))
  const turned = [...ring.slice(from), ...ring.slice(0, from)]
  const to = turned.findIndex((corner) => isSame(corner, end))
  const bends = stretch.slice(1, -1)
  const right = [...turned.slice(0, to + 1), ...bends.toReversed()]
  const left = [...turned.slice(to), start, ...bends]
  return [left, right]
}
