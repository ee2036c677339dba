import { err, ok, type Result } from '#kernel/result'
import { isCheck, type Purpose, type OwnPurpose, type VotingGroup } from '../credential-kinds.ts'
import { resolveDid } from '../jose/did.ts'
import { asP256, readJws, verifyJws } from '../jose/jws.ts'
import type { DcqlQuery } from '../presentation-query.ts'
import { parseSdJwt, presentSdJwt } from '../sd-jwt.ts'
import { deviceKeyOf } from './device-keys.ts'
import type { StoredCredential } from './stored-credential.ts'
import { documentsBy, form, json, send, type Wallet } from './wallet.ts'

/** What a verifier asked, and what this credential would show it: to be read and agreed to by a person. */
export interface Showing {
  readonly credential: StoredCredential
  readonly purpose: Purpose
  /** Of a question on a screen: four digits that stand there as well. */
  readonly compare: string | null
  readonly shows: Readonly<Record<string, unknown>>
  readonly keepsBack: readonly string[]
  readonly nonce: string
  readonly audience: string
  readonly state: string
  readonly sendTo: string
}

export type AskRefusal = 'offline' | 'verifier_unknown' | 'nothing_fits' | 'question_over'

const isVerifier = async (wallet: Wallet, token: string, issuer: string) => {
  const jws = readJws(token)
  if (!jws || jws.header['typ'] !== 'oauth-authz-req+jwt') return undefined
  const resolved = await resolveDid(issuer, documentsBy(wallet))
  const key = asP256(resolved?.keys.find(({ id }) => id === jws.header['kid'])?.jwk)
  return key && (await verifyJws(jws, key)) ? jws.payload : undefined
}

/** What somebody's question wants of one credential. A verifier who is not its issuer gets nothing. */
async function readQuestion(
  wallet: Wallet,
  credential: StoredCredential,
  sendTo: string,
): Promise<Result<Showing, AskRefusal>> {
  const asked = await send(wallet, sendTo)
  if (!asked) return err('offline')
  if (asked.status === 404) return err('question_over')
  const request = await isVerifier(wallet, asked.text, credential.issuer)
  if (!request || request['client_id'] !== `decentralized_identifier:${credential.issuer}`)
    return err('verifier_unknown')
  const query = request['dcql_query'] as DcqlQuery
  const wanted = query.credentials.find(({ id }) => id === credential.kind)
  if (!wanted) return err('nothing_fits')
  const names = (wanted.claims ?? []).map(({ path }) => path[0])
  if (names.some((name) => !(name in credential.claims))) return err('nothing_fits')
  const shows: Record<string, unknown> = {}
  for (const name of names) shows[name] = credential.claims[name]
  return ok({
    credential,
    purpose: String(request['purpose']) as Purpose,
    compare: typeof request['compare'] === 'string' ? request['compare'] : null,
    shows,
    keepsBack: Object.keys(credential.claims).filter((name) => !names.includes(name)),
    nonce: String(request['nonce']),
    audience: String(request['client_id']),
    state: String(request['state']),
    sendTo,
  })
}

/** Has the issuer of a credential ask for it, and says what would be shown. */
export async function prepareShowing(
  wallet: Wallet,
  credential: StoredCredential,
  purpose: OwnPurpose,
  { origin, group }: { readonly origin: string; readonly group?: VotingGroup },
): Promise<Result<Showing, AskRefusal>> {
  const at = `${origin}/api/${credential.street}/vc/requests`
  const made = await send(wallet, at, json({ purpose, ...(group && { group }) }))
  if (!made) return err('offline')
  // Where it is sent is reckoned, not taken from the answer: behind a proxy the server may not know its own scheme.
  const read = await readQuestion(wallet, credential, `${at}/${String(made.body['id'])}`)
  return read.ok && read.value.purpose !== purpose ? err('verifier_unknown') : read
}

/** A question on somebody's screen: what it asks, and which of these credentials answers it. */
export async function prepareAnswer(
  wallet: Wallet,
  credentials: readonly StoredCredential[],
  { origin, street, id }: { readonly origin: string; readonly street: string; readonly id: string },
): Promise<Result<Showing, AskRefusal>> {
  let refusal: AskRefusal = 'nothing_fits'
  for (const credential of credentials) {
    const read = await readQuestion(wallet, credential, `${origin}/api/${street}/vc/requests/${id}`)
    // A question that gets something done is the wallet's own to ask: passed on by a screen it would act for that screen.
    if (read.ok && isCheck(read.value.purpose)) return read
    refusal = read.ok ? 'verifier_unknown' : read.error
    if (refusal !== 'nothing_fits') return err(refusal)
  }
  return err(refusal)
}

export interface Refused {
  readonly code: string
  /** The server's own sentence, for the owner. */
  readonly message: string
}

export type Shown =
  | { readonly ok: true; readonly value: Readonly<Record<string, unknown>> }
  | { readonly ok: false; readonly error: Refused }

/** Shows what was agreed to. `extra` goes into the key binding: a voting key, a delegation. */
export async function showCredential(wallet: Wallet, showing: Showing, extra: object = {}): Promise<Shown> {
  const { credential, shows, nonce, audience, state, sendTo } = showing
  const sdJwt = parseSdJwt(credential.token)
  if (!sdJwt) throw new Error('The wallet kept something that is no credential.')
  const { key } = await deviceKeyOf(wallet.store)
  const binding = { nonce, audience, at: wallet.now(), extra }
  const presented = await presentSdJwt(sdJwt, Object.keys(shows), binding, key)
  const vpToken = JSON.stringify({ [credential.kind]: [presented] })
  const answer = await send(wallet, sendTo, form({ vp_token: vpToken, state }))
  if (!answer) return { ok: false, error: { code: 'offline', message: '网络不通，请稍后再试。' } }
  if (answer.status === 200) return { ok: true, value: answer.body }
  const said = (name: string) => (typeof answer.body[name] === 'string' ? answer.body[name] : '')
  return { ok: false, error: { code: said('code') || 'failed', message: said('message') } }
}
