import { createHash, timingSafeEqual } from 'node:crypto'

/** Of a code, a PIN, a token: what is kept in its place. The street is in it, so that one is never worth anything in another. */
export const hashOf = (street: string, what: string, text: string) =>
  createHash('sha256').update(`${street}/${what}/${text}`).digest('base64url')

/** Compared in the same time wherever they differ. */
export const isSameHash = (a: string, b: string) =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
