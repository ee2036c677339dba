import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { anyone, perform, sendRefusal, type HttpWorld, type Implementation, type Outcome } from '#platform/operations'
import { streetsOf } from '#platform/db'
import { purposes, votingGroups } from '#engines/credentials/shared'
import { askWallet, requestMinutes, requestObject } from './asking.ts'
import { revokedIndexes } from './credentials.store.ts'
import type { CredentialsDeps } from './deps.ts'
import { issuanceHandlers } from './issuance.ts'
import { issuerAt, type Issuer } from './issuer.ts'
import { issuerKeysOf, signingKeyOf } from './issuer-keys.ts'
import { authorizationMetadata, didDocument, issuerMetadata, jwksOf } from './metadata.ts'
import { newNonce } from './nonces.ts'
import { presentingHandlers } from './presenting.ts'
import { presentationRefusals } from './presentation-refusals.ts'
import { findRequest } from './requests.store.ts'
import { statusListToken } from './status-list.ts'

/** A presentation with a proof in the 2048-bit group, form-encoded; anything longer is not read. */
const largestBody = 65_536

type InStreet = FastifyRequest<{ Params: { street: string } }>

const limited = (max: number) => ({ rateLimit: { max, timeWindow: 60_000 } })
/** A whole compound shows its credentials from the one address of its network: a neighbour must not lock it out. */
const compound = limited(3000)
const grant = 'urn:ietf:params:oauth:grant-type:pre-authorized_code'

const TokenRequest = z.object({
  grant_type: z.literal(grant),
  'pre-authorized_code': z.string().min(1).max(100),
  tx_code: z.string().max(20),
})
const CredentialRequest = z.object({
  credential_configuration_id: z.string().max(60),
  proofs: z.object({ jwt: z.array(z.string().max(6000)).length(1) }),
})
const Asked = z
  .object({ purpose: z.enum(purposes), group: z.enum(votingGroups).optional() })
  .refine(({ purpose, group }) => (purpose === 'voting_key') === (group !== undefined))
const Answered = z.object({ vp_token: z.string(), state: z.string().max(100) })

/** Refusals of the credential endpoint in the words of OpenID4VCI 1.0 §8.3.1.2. */
const issuanceErrors: Readonly<Record<string, readonly [status: number, error: string]>> = {
  token_invalid: [401, 'invalid_token'],
  configuration_unknown: [400, 'unknown_credential_configuration'],
  nonce_wrong: [400, 'invalid_nonce'],
}

/** What wallets speak: OpenID4VCI, OpenID4VP, the issuer's keys and its status lists. */
export async function credentialRoutes(app: FastifyInstance, http: HttpWorld, deps: CredentialsDeps): Promise<void> {
  const operations = new Map<string, Implementation>(
    [...issuanceHandlers(deps), ...presentingHandlers(deps)].map((each) => [each.operation.name, each]),
  )
  const asked = (request: InStreet, name: string, input: unknown): Promise<Outcome> =>
    perform(http, operations.get(`credentials.${name}`)!, {
      street: request.params.street,
      actor: anyone,
      input,
      address: request.ip,
    })

  /** The issuer under the name by which this request reached it. */
  function issuerOf(request: InStreet, reply: FastifyReply): Issuer | null {
    const { street } = request.params
    const isHost = /^[A-Za-z0-9.-]+(:\d{1,5})?$/.test(request.host)
    if (isHost && http.streetExists(street)) return issuerAt(`${request.protocol}://${request.host}`, street)
    sendRefusal(request, reply, 'street_unknown', {})
    return null
  }
  const inStreet = <T>(street: string, run: Parameters<typeof http.database.transaction<T>>[1]) =>
    http.database.transaction(street, run)
  const keyFor = (street: string) =>
    inStreet(street, (tx) => signingKeyOf(tx, street, deps.secret, http.now().toISOString()))
  const keysFor = async (street: string) => {
    await keyFor(street)
    return inStreet(street, (tx) => issuerKeysOf(tx, street))
  }

  await app.register(async (scope) => {
    // The one type besides a form that any page may send without the browser asking first.
    scope.removeContentTypeParser('text/plain')
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: largestBody },
      (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(body as string))),
    )

    scope.get('/.well-known/did.json', { config: limited(300) }, async (request, reply) => {
      const host = request.host.replace(':', '%3A')
      const streets = await streetsOf(http.database)
      const origin = `${request.protocol}://${request.host}`
      const keys = await Promise.all(streets.map(keysFor))
      const names = streets.map((street) => issuerAt(origin, street).did)
      return reply.send(didDocument(`did:web:${host}`, keys.flat(), names))
    })

    const published: Readonly<Record<string, (issuer: Issuer) => Promise<unknown>>> = {
      '/.well-known/openid-credential-issuer/api/:street/vc': async (issuer) =>
        issuerMetadata(issuer, await streetName(issuer.street)),
      '/.well-known/oauth-authorization-server/api/:street/vc': async (issuer) => authorizationMetadata(issuer),
      '/api/:street/vc/did.json': async (issuer) => didDocument(issuer.did, await keysFor(issuer.street)),
      '/api/:street/vc/jwks.json': async (issuer) => jwksOf(issuer, await keysFor(issuer.street)),
    }
    for (const [path, answer] of Object.entries(published))
      scope.get(path, { config: limited(300) }, async (request, reply) => {
        const issuer = issuerOf(request as InStreet, reply)
        return issuer ? reply.header('cache-control', 'max-age=300').send(await answer(issuer)) : reply
      })

    scope.post('/api/:street/vc/token', { bodyLimit: largestBody, config: limited(20) }, async (request, reply) => {
      if (!issuerOf(request as InStreet, reply)) return reply
      const sent = TokenRequest.safeParse(request.body)
      reply.header('cache-control', 'no-store')
      if (!sent.success) return reply.code(400).send({ error: 'invalid_request' })
      const { 'pre-authorized_code': code, tx_code: pin } = sent.data
      const outcome = await asked(request as InStreet, 'redeem', { code, pin })
      const granted = (outcome.ok ? outcome.value : {}) as Readonly<Record<string, unknown>>
      if (!granted['token'])
        return reply.code(400).send({ error: 'invalid_grant', error_description: 'offer_or_pin_wrong' })
      return reply.send({
        access_token: granted['token'],
        token_type: 'Bearer',
        expires_in: granted['expiresIn'],
        // For a code that was typed: it does not say what it is for.
        credential_configuration_id: granted['configuration'],
      })
    })

    scope.post('/api/:street/vc/nonce', { config: compound }, async (request, reply) => {
      const issuer = issuerOf(request as InStreet, reply)
      if (!issuer) return reply
      const nonce = newNonce(deps.secret, issuer.street, http.now())
      return reply.header('cache-control', 'no-store').send({ c_nonce: nonce })
    })

    scope.post('/api/:street/vc/credential', { bodyLimit: largestBody, config: compound }, async (request, reply) => {
      if (!issuerOf(request as InStreet, reply)) return reply
      const [, token] = /^Bearer ([\w-]{20,100})$/.exec(request.headers.authorization ?? '') ?? []
      const sent = CredentialRequest.safeParse(request.body)
      reply.header('cache-control', 'no-store')
      if (!token) return reply.code(401).send({ error: 'invalid_token' })
      if (!sent.success) return reply.code(400).send({ error: 'invalid_credential_request' })
      const { credential_configuration_id: configuration, proofs } = sent.data
      const outcome = await asked(request as InStreet, 'fetch', { token, configuration, proof: proofs.jwt[0] })
      if (outcome.ok) return reply.send({ credentials: [outcome.value] })
      const [status, error] = issuanceErrors[outcome.error] ?? [400, 'invalid_proof']
      return reply.code(status).send({ error, error_description: outcome.error })
    })

    scope.post('/api/:street/vc/requests', { bodyLimit: 4096, config: compound }, async (request, reply) => {
      const issuer = issuerOf(request as InStreet, reply)
      if (!issuer) return reply
      const sent = Asked.safeParse(request.body)
      if (!sent.success) return sendRefusal(request, reply, 'invalid_input', {})
      const { purpose, group = null } = sent.data
      const id = await inStreet(issuer.street, (tx) =>
        askWallet(tx, deps.secret, issuer, { purpose, group }, http.now()),
      )
      const uri = `${issuer.url}/requests/${id}`
      const query = new URLSearchParams({ client_id: issuer.clientId, request_uri: uri })
      return reply.header('cache-control', 'no-store').send({
        id,
        client_id: issuer.clientId,
        request_uri: uri,
        uri: `openid4vp://?${query}`,
        expires_in: requestMinutes * 60,
      })
    })

    scope.get('/api/:street/vc/requests/:id', { config: compound }, async (request, reply) => {
      const issuer = issuerOf(request as InStreet, reply)
      if (!issuer) return reply
      const id = z.uuid().safeParse((request.params as { id?: string }).id)
      const found = id.success
        ? await inStreet(issuer.street, (tx) => findRequest(tx, issuer.street, id.data))
        : undefined
      const isOpen = found && found.answeredAt === null && found.until > http.now().toISOString()
      if (!isOpen) return sendRefusal(request, reply, 'request_not_found', presentationRefusals)
      // Under another name than the one that asked, the answer would be made out to the wrong one.
      if (found.audience !== issuer.clientId)
        return sendRefusal(request, reply, 'request_not_found', presentationRefusals)
      const object = await requestObject(found, issuer, await keyFor(issuer.street), deps.secret)
      return reply.type('application/oauth-authz-req+jwt').header('cache-control', 'no-store').send(object)
    })

    scope.post('/api/:street/vc/requests/:id', { bodyLimit: largestBody, config: compound }, async (request, reply) => {
      if (!issuerOf(request as InStreet, reply)) return reply
      const sent = Answered.safeParse(request.body)
      const { id } = request.params as { id?: string }
      if (!sent.success) return sendRefusal(request, reply, 'invalid_input', {})
      const { vp_token: vpToken, state } = sent.data
      const outcome = await asked(request as InStreet, 'present', { request: id, state, vpToken })
      if (!outcome.ok) return sendRefusal(request, reply, outcome.error, presentationRefusals)
      return reply.header('cache-control', 'no-store').send(outcome.value)
    })

    scope.get('/api/:street/vc/status/:list', { config: limited(300) }, async (request, reply) => {
      const issuer = issuerOf(request as InStreet, reply)
      if (!issuer) return reply
      const list = Number(/^\d{1,6}$/.exec((request.params as { list?: string }).list ?? '')?.[0])
      const revoked = Number.isInteger(list)
        ? await inStreet(issuer.street, (tx) => revokedIndexes(tx, issuer.street, list))
        : undefined
      if (!revoked) return sendRefusal(request, reply, 'route_not_found', {})
      const { token, etag } = await statusListToken(issuer, list, revoked, await keyFor(issuer.street), http.now())
      reply.header('etag', etag).header('cache-control', 'max-age=60')
      if (request.headers['if-none-match'] === etag) return reply.code(304).send()
      return reply.type('application/statuslist+jwt').send(token)
    })
  })

  async function streetName(street: string): Promise<readonly [string, string]> {
    const { rows } = await http.database.pool.query<{ name: [string, string] }>(
      'select name from streets where code = $1',
      [street],
    )
    return rows[0]?.name ?? [street, street]
  }
}
