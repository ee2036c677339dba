export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json | undefined }

/**
 * JSON with its names in order and no blanks (as RFC 8785), so that the same content has the same bytes wherever it was
 * kept. What JSON cannot say is a bug: written as null, it would be signed as something that nobody said.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((each) => canonicalJson(each ?? null)).join(',')}]`
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, each]) => each !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
    return `{${members.map(([name, each]) => `${JSON.stringify(name)}:${canonicalJson(each)}`).join(',')}}`
  }
  const isSayable = value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value)
  if (!isSayable) throw new TypeError(`A ${typeof value} that JSON has no word for.`)
  return JSON.stringify(value)
}
