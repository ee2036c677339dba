import type { FastifyRequest } from 'fastify'

export type Asking = Pick<FastifyRequest, 'headers' | 'protocol'>

/** __Host- binds a cookie to this very host, but browsers take it over https only. */
export const cookieNameOf = (request: Asking) => (request.protocol === 'https' ? '__Host-mofang' : 'mofang')

/** The signed token in the session cookie, not yet looked at. */
export function sealedOf(request: Asking): string | null {
  const name = cookieNameOf(request)
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=')
    if (pair.slice(0, at).trim() !== name) continue
    const value = pair.slice(at + 1).trim()
    return /^[\w.%-]{16,200}$/.test(value) ? value : null
  }
  return null
}
