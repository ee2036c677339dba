import type { FastifyRequest } from 'fastify'
import type { HttpWorld } from './mount.ts'

/** So many requests a minute of one account: a whole office may share one address. Who is not signed in answers with the address. */
export function perAccount(world: Pick<HttpWorld, 'streetExists' | 'actorOf'>, max: number) {
  const keyGenerator = async (request: FastifyRequest): Promise<string> => {
    const { street = '' } = request.params as { street?: string }
    const actor = world.streetExists(street) ? await world.actorOf(request, street) : null
    return actor?.id ?? request.ip
  }
  return { rateLimit: { max, timeWindow: 60_000, keyGenerator } }
}
