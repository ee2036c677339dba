import type { Group } from './group.ts'
import { parseJson } from './strict-json.ts'

export type CredentialsFault =
  | 'credentials_malformed'
  | 'credential_not_in_group'
  | 'credential_repeated'
  | 'credential_weight_wrong'

export interface ArchiveCredentials {
  /** Weight by g^x, in the order of the file. */
  readonly weights: ReadonlyMap<string, number>
  /** Whether the file gives weights at all. */
  readonly weighted: boolean
}

export type ReadCredentials =
  | { readonly ok: true; readonly value: ArchiveCredentials }
  | { readonly ok: false; readonly error: CredentialsFault; readonly line: number }

/** Public credentials: each `g^x` or `g^x,weight`; belenios-tool adds `,name` where it made them itself. */
export function readCredentials(group: Group, text: string): ReadCredentials {
  const lines = parseJson(text)
  if (!Array.isArray(lines) || lines.length === 0) return { ok: false, error: 'credentials_malformed', line: 0 }
  const weights = new Map<string, number>()
  let weighted = false
  let total = 0
  for (const [index, line] of (lines as unknown[]).entries()) {
    const fault = (error: CredentialsFault): ReadCredentials => ({ ok: false, error, line: index + 1 })
    if (typeof line !== 'string') return fault('credentials_malformed')
    const [key, weight] = line.split(',') as [string, string?]
    const number = weight === undefined || weight === '' ? 1 : weightOf(weight)
    weighted ||= weight !== undefined && weight !== ''
    total += number
    if (!Number.isSafeInteger(total)) return fault('credential_weight_wrong')
    const element = group.decode(key)
    if (element === undefined || group.equal(element, group.one)) return fault('credential_not_in_group')
    if (weights.has(key)) return fault('credential_repeated')
    weights.set(key, number)
  }
  return { ok: true, value: { weights, weighted } }
}

/** Not a number where it is none; that, and whether it can be said exactly, the sum shows. */
function weightOf(text: string): number {
  return /^[1-9][0-9]{0,15}$/.test(text) ? Number(text) : Number.NaN
}

/** credentials.json from keys and weights, sorted by the number that the key is, as Belenios sorts them. */
export function credentialsText(
  group: Group,
  owners: readonly { readonly key: string; readonly weight?: number }[],
): string {
  const number = (key: string) => BigInt(group.name === 'Ed25519' ? `0x${key}` : key)
  const sorted = owners
    .map((owner) => ({ ...owner, number: number(owner.key) }))
    .sort((a, b) => (a.number < b.number ? -1 : 1))
  return JSON.stringify(sorted.map(({ key, weight }) => (weight === undefined ? key : `${key},${weight}`)))
}
