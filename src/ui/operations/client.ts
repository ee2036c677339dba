import { newId } from '#kernel/id'
import {
  platformErrors,
  type Command,
  type ErrorOf,
  type OutputOf,
  type PlatformError,
  type Query,
  type SentTo,
} from '#kernel/operation'

/** A refusal as the server said it: a stable code and a sentence for the reader. */
export class Refusal<E extends string = string> extends Error {
  readonly code: E | PlatformError
  readonly status: number
  /** Which fields were wrong, when the input was. */
  readonly fields: readonly { path: string; message: string }[]
  constructor(
    status: number,
    body: { code: E | PlatformError; message: string; fields?: readonly { path: string; message: string }[] },
  ) {
    super(body.message)
    this.name = 'Refusal'
    this.code = body.code
    this.status = status
    this.fields = body.fields ?? []
  }
}

/** The line is down or the server is: nothing is known of the outcome, and the same command may be sent again. */
export class Unreachable extends Error {}

const language = () => (document.documentElement.lang.startsWith('en') ? 'en' : 'zh-CN')

async function answer<T>(sent: Promise<Response>): Promise<T> {
  let response: Response
  try {
    response = await sent
  } catch (cause) {
    throw new Unreachable('offline', { cause })
  }
  const body: unknown = await response.json().catch(() => null)
  if (response.ok) return body as T
  if (body && typeof body === 'object' && 'code' in body) throw new Refusal(response.status, body as never)
  throw response.status >= 500
    ? new Unreachable(`HTTP ${response.status}`)
    : new Refusal(response.status, { code: 'failed', message: platformErrors.failed[0] })
}

/** Asks a query of a street: GET /api/{street}/{engine.verb}?input={json}. */
export function ask<Q extends Query>(
  street: string,
  query: Q,
  input: SentTo<Q>,
  signal?: AbortSignal,
): Promise<OutputOf<Q>> {
  const url = `/api/${street}/${query.name}?input=${encodeURIComponent(JSON.stringify(input))}`
  return answer(fetch(url, { headers: { 'accept-language': language() }, ...(signal && { signal }) }))
}

/**
 * Performs a command: POST /api/{street}/{engine.verb} with the command's own id, under which the server performs it
 * once however often it arrives. `at` is when it was done, for what a phone sends later.
 */
export function perform<C extends Command>(
  street: string,
  command: C,
  input: SentTo<C>,
  sent: { id?: string; at?: string } = {},
): Promise<OutputOf<C>> {
  return answer(
    fetch(`/api/${street}/${command.name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': language() },
      body: JSON.stringify({ command: sent.id ?? newId(), ...(sent.at && { at: sent.at }), input }),
    }),
  )
}

export function isRefusal<E extends string>(thrown: unknown, code?: ErrorOf<Command> | E): thrown is Refusal<E> {
  return thrown instanceof Refusal && (code === undefined || thrown.code === code)
}

/** Sends a file under an id of the client's choice; sending it again changes nothing. Returns when the server has it. */
export function sendFile(
  street: string,
  id: string,
  file: Blob,
  said: { takenAt?: string; lng?: number; lat?: number } = {},
): Promise<{ id: string }> {
  const form = new FormData()
  for (const [name, value] of Object.entries(said)) if (value !== undefined) form.set(name, String(value))
  form.set('file', file)
  return answer(
    fetch(`/api/${street}/files/${id}`, { method: 'PUT', headers: { 'accept-language': language() }, body: form }),
  )
}

export const fileUrl = (street: string, id: string, followCode?: string) =>
  `/api/${street}/files/${id}${followCode ? `?code=${encodeURIComponent(followCode)}` : ''}`
