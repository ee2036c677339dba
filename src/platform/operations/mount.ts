import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { CommandId, StreetCode } from '#kernel/id'
import { platformErrors } from '#kernel/operation'
import type { Text } from '#kernel/text'
import { anyone, type Actor } from './actor.ts'
import type { Implementation } from './implementation.ts'
import { fieldsOf, perform, type FieldError, type World } from './perform.ts'

export interface HttpWorld extends World {
  /** The sentence of every refusal that any operation declares. */
  readonly refusals: Readonly<Record<string, Text>>
  streetExists(street: string): boolean
  actorOf(request: FastifyRequest, street: string): Promise<Actor | null>
}

const Sent = z.object({ command: CommandId, at: z.iso.datetime({ offset: true }).optional(), input: z.unknown() })

export function statusOf(code: string): number {
  switch (code) {
    case 'not_signed_in':
      return 401
    case 'forbidden':
    case 'password_change_required':
      return 403
    case 'invalid_input':
      return 422
    case 'too_many_requests':
      return 429
    case 'failed':
      return 500
    default:
      return code.endsWith('_not_found') || code === 'street_unknown' ? 404 : 409
  }
}

const own: Readonly<Record<string, Text>> = {
  ...platformErrors,
  street_unknown: ['没有这个街道，请检查网址。', 'There is no such subdistrict. Check the address.'],
  route_not_found: ['没有这个接口或页面。', 'There is nothing at this address.'],
  body_unreadable: [
    '请求内容无法读取，请按接口说明发送 JSON。',
    'The request could not be read. Send JSON as the API describes.',
  ],
}

/** Whether the reader asked for English; Chinese otherwise. */
export const speaksEnglish = (request: FastifyRequest) =>
  /^\s*en\b/i.test(String(request.headers['accept-language'] ?? ''))

/** A refusal as every client gets it: a stable code, and a sentence that says what to do. */
export function sendRefusal(
  request: FastifyRequest,
  reply: FastifyReply,
  code: string,
  refusals: Readonly<Record<string, Text>>,
  { status = statusOf(code), fields }: { status?: number; fields?: readonly FieldError[] | undefined } = {},
): FastifyReply {
  const text = own[code] ?? refusals[code] ?? own['failed']!
  return reply.code(status).send({ code, message: text[speaksEnglish(request) ? 1 : 0], ...(fields && { fields }) })
}

/**
 * Mounts every operation: a command at POST, a query at GET /api/{street}/{engine.verb}.
 * Residents' operations are limited by address, for they have no account to hold to account.
 */
export function mountOperations(
  app: FastifyInstance,
  world: HttpWorld,
  implementations: readonly Implementation[],
): void {
  for (const implementation of implementations) {
    const { operation } = implementation
    const isPublic = operation.audience === 'anyone'
    // Who is signed in answers with an account; a whole office may share one address.
    const max = async (request: FastifyRequest) =>
      (await world.actorOf(request, (request.params as { street: string }).street))
        ? 6000
        : (operation.perMinute ?? (operation.kind === 'command' ? 30 : 300))
    const rateLimit = isPublic ? { max, timeWindow: 60_000 } : false
    app.route<{ Params: { street: string } }>({
      method: operation.kind === 'command' ? 'POST' : 'GET',
      url: `/api/:street/${operation.name}`,
      config: { rateLimit },
      ...(operation.bodyLimit && { bodyLimit: operation.bodyLimit }),
      async handler(request, reply) {
        const street = StreetCode.safeParse(request.params.street)
        if (!street.success || !world.streetExists(street.data))
          return sendRefusal(request, reply, 'street_unknown', world.refusals)
        const actor = (await world.actorOf(request, street.data)) ?? anyone
        if (!isPublic && actor.kind !== 'staff') return sendRefusal(request, reply, 'not_signed_in', world.refusals)
        const sent = operation.kind === 'command' ? Sent.safeParse(request.body) : inputOf(request)
        if (!sent.success)
          return sendRefusal(request, reply, 'invalid_input', world.refusals, { fields: fieldsOf(sent.error) })
        const outcome = await perform(world, implementation, {
          street: street.data,
          actor,
          ...sent.data,
          at: instantOf(sent.data),
          address: request.ip,
        })
        if (!outcome.ok) return sendRefusal(request, reply, outcome.error, world.refusals, { fields: outcome.fields })
        return reply.header('cache-control', 'no-store').send(outcome.value)
      },
    })
  }
}

/** When it was done, by the phone's clock; a date that no calendar knows is no reason to lose the act. */
function instantOf(sent: { at?: string | undefined }): string | null {
  const year = sent.at?.slice(0, 4)
  return sent.at && year && year >= '2000' && year < '2100' ? new Date(sent.at).toISOString() : null
}

const Json = z
  .string()
  .max(20_000)
  .default('{}')
  .transform((text, context): unknown => {
    try {
      return JSON.parse(text)
    } catch {
      context.addIssue({ code: 'custom', message: 'not JSON' })
      return z.NEVER
    }
  })

function inputOf(request: FastifyRequest): z.ZodSafeParseResult<{ input: unknown; at?: string | undefined }> {
  return z
    .object({ input: Json, at: z.undefined().optional() })
    .safeParse({ input: (request.query as { input?: unknown }).input })
}
