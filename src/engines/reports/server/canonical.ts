import { createHash } from 'node:crypto'

export { canonicalJson } from '#kernel/canonical-json'

export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
