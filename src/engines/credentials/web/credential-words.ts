import type { Text } from '#kernel/text'
import { checks, type CheckId, type IssuedCredential } from '#engines/credentials/shared'

/** Square metres out of 0.01 m²: 91.50. */
export const squareMetres = (area: number) => `${Math.floor(area / 100)}.${String(area % 100).padStart(2, '0')}`

/** Shape and word beside the colour, for paper and for eyes that tell no red from green. */
export const states: Readonly<Record<IssuedCredential['state'], { readonly shape: string; readonly label: Text }>> = {
  valid: { shape: '●', label: ['有效', 'Valid'] },
  expired: { shape: '○', label: ['已过期', 'Expired'] },
  revoked: { shape: '■', label: ['已吊销', 'Revoked'] },
}

/** A civil date in Shanghai. */
export const dayOf = (at: string) => new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10)

/** To the minute, in Shanghai: 2026-11-22 14:12. */
export const minuteOf = (at: string) =>
  new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')

export const checkLabels = Object.fromEntries(Object.entries(checks).map(([id, { label }]) => [id, label])) as Readonly<
  Record<CheckId, Text>
>
