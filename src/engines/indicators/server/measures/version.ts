import { createHash } from 'node:crypto'
import type { Measure } from '#model'

/** Without the words of conditions, and its fields in order: a measure that is only renamed counts the same. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bare)
  if (typeof value !== 'object' || value === null) return value
  const object = value as Readonly<Record<string, unknown>>
  if (object['op'] === 'named') return bare(object['that'])
  return Object.fromEntries(
    Object.keys(object)
      .sort()
      .map((name) => [name, bare(object[name])]),
  )
}

/** Names what a measure counts: another definition, another version. */
export function measureVersion({ definition, earlier = [], time }: Measure): string {
  return createHash('sha256')
    .update(JSON.stringify(bare({ definition, earlier, time })))
    .digest('hex')
    .slice(0, 12)
}
