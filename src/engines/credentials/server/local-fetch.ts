import Fastify from 'fastify'
import type { HttpWorld, World } from '#platform/operations'
import type { CredentialsDeps } from './deps.ts'
import { credentialRoutes } from './http.ts'

/**
 * The wallets' routes without a port: for wallets in this process, those of the invented owners of a demonstration. They
 * go the whole way of the protocols, as every wallet does.
 */
export async function localFetch(world: World, deps: CredentialsDeps): Promise<typeof fetch> {
  const app = Fastify()
  const http: HttpWorld = {
    ...world,
    now: () => world.now(),
    refusals: {},
    streetExists: () => true,
    actorOf: async () => null,
  }
  await credentialRoutes(app, http, deps)
  return async (input, init = {}) => {
    const { method, url, headers, body } = new Request(input, init)
    const { host, pathname, search } = new URL(url)
    const answer = await app.inject({
      method: method as 'GET' | 'POST',
      url: pathname + search,
      headers: { ...Object.fromEntries(headers), host },
      ...(body && { payload: Buffer.from(await new Response(body).arrayBuffer()) }),
    })
    const type = String(answer.headers['content-type'] ?? '')
    return new Response(answer.statusCode === 304 ? null : answer.body, {
      status: answer.statusCode,
      headers: { 'content-type': type },
    })
  }
}
