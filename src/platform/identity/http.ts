import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { platformErrors } from '#kernel/operation'
import type { Text } from '#kernel/text'
import { fieldsOf } from '#platform/operations'
import { cookieNameOf, sealedOf } from './cookie.ts'
import type { From, Opened } from './sign-in.ts'
import type { Identity } from './identity.ts'
import { policy } from './policy.ts'
import { identityRefusals } from './refusals.ts'

/** A refusal as every client gets it, with a status of the caller's choice. */
export function refuseWith(
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  code: string,
  text: Text,
  fields?: ReturnType<typeof fieldsOf>,
): FastifyReply {
  const isEnglish = /^\s*en\b/i.test(String(request.headers['accept-language'] ?? ''))
  return reply.code(status).send({ code, message: text[isEnglish ? 1 : 0], ...(fields && { fields }) })
}

function setCookie(request: FastifyRequest, reply: FastifyReply, sealed: string | null): void {
  const age = sealed === null ? 0 : policy.sessionFor / 1000
  const secure = request.protocol === 'https' ? '; Secure' : ''
  reply.header(
    'set-cookie',
    `${cookieNameOf(request)}=${sealed ?? ''}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`,
  )
}

function fromOf(request: FastifyRequest): From {
  return { address: request.ip, userAgent: request.headers['user-agent']?.slice(0, 300) ?? null }
}

const Credentials = z.object({ username: z.string().max(200), password: z.string().max(1000) })
const Change = z.object({ current: z.string().max(1000), next: z.string().max(1000) })

const statuses: Readonly<Record<string, number>> = {
  wrong_credentials: 401,
  account_locked: 423,
  password_wrong: 422,
  password_weak: 422,
  password_reused: 422,
  too_many_requests: 429,
}
const fieldOf: Readonly<Record<string, string>> = {
  password_wrong: 'current',
  password_weak: 'next',
  password_reused: 'next',
}
const texts: Readonly<Record<string, Text>> = { ...platformErrors, ...identityRefusals }

/**
 * Signing in, out and changing the password; and the gate in front of everything else for who has to change it first.
 * Register before other plugins, for only what comes after is behind the gate.
 */
export async function identityRoutes(app: FastifyInstance, { identity }: { identity: Identity }): Promise<void> {
  app.addHook('onRequest', async (request, reply) => {
    const route = request.routeOptions.url
    if (!route?.startsWith('/api/') || route === '/api/session' || route === '/api/session/password') return
    const signedIn = await identity.signedIn(request)
    if (signedIn?.session.mustChangePassword) {
      return refuseWith(request, reply, 403, 'password_change_required', identityRefusals.password_change_required)
    }
  })

  app.get('/api/session', async (request, reply) => {
    const signedIn = await identity.signedIn(request)
    return signedIn ? noStore(reply).send(signedIn.session) : notSignedIn(request, reply)
  })

  app.post('/api/session', async (request, reply) => {
    const sent = Credentials.safeParse(request.body)
    if (!sent.success) return invalid(request, reply, sent.error)
    const result = await identity.signIn(sent.data.username, sent.data.password, fromOf(request))
    return result.ok ? welcome(request, reply, result.value) : refuse(request, reply, result.error)
  })

  app.delete('/api/session', async (request, reply) => {
    const signedIn = await identity.signedIn(request)
    if (signedIn) await identity.signOut(signedIn, fromOf(request))
    setCookie(request, reply, null)
    return noStore(reply).code(204).send()
  })

  app.post('/api/session/password', async (request, reply) => {
    const sealed = sealedOf(request)
    const signedIn = await identity.signedIn(request)
    if (!sealed || !signedIn) return notSignedIn(request, reply)
    const sent = Change.safeParse(request.body)
    if (!sent.success) return invalid(request, reply, sent.error)
    const result = await identity.changePassword({ sealed, signedIn }, sent.data, fromOf(request))
    return result.ok ? welcome(request, reply, result.value) : refuse(request, reply, result.error)
  })
}

// Fastify's own mark for a plugin whose hooks hold for whoever registered it.
Object.assign(identityRoutes, { [Symbol.for('skip-override')]: true })

function noStore(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store')
}

function welcome(request: FastifyRequest, reply: FastifyReply, { sealed, signedIn }: Opened): FastifyReply {
  setCookie(request, reply, sealed)
  return noStore(reply).send(signedIn.session)
}

function notSignedIn(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return refuseWith(request, noStore(reply), 401, 'not_signed_in', platformErrors.not_signed_in)
}

function invalid(request: FastifyRequest, reply: FastifyReply, error: z.ZodError): FastifyReply {
  return refuseWith(request, reply, 422, 'invalid_input', platformErrors.invalid_input, fieldsOf(error))
}

function refuse(request: FastifyRequest, reply: FastifyReply, code: string): FastifyReply {
  const text = texts[code] ?? platformErrors.failed
  const path = fieldOf[code]
  return refuseWith(
    request,
    noStore(reply),
    statuses[code] ?? 409,
    code,
    text,
    path ? [{ path, message: text[0] }] : undefined,
  )
}
