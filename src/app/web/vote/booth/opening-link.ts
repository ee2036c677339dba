import type { BallotOpening } from '#engines/ballots/shared'
import { fromBase64url, toBase64url } from '#engines/credentials/shared'

const bits = (choices: BallotOpening['choices']) => choices.map((each) => each.join('')).join('.')

/** The fragment of the audit page's address: a server never gets to see it. */
export function openingFragment({ credential, choices, seed, signature }: BallotOpening, tracker: string): string {
  const parts = [credential, bits(choices), toBase64url(seed), signature.challenge, signature.response, tracker]
  return parts.map(encodeURIComponent).join('~')
}

/** Reads a fragment or the whole address; undefined for anything else. */
export function readOpening(text: string): { opening: BallotOpening; tracker: string } | undefined {
  const [credential, choices, seed, challenge, response, tracker, ...more] = text
    .trim()
    .replace(/^[^#]*#/, '')
    .split('~')
    .map(readPart)
  const bytes = fromBase64url(seed ?? '')
  if (!credential || bytes?.length !== 32 || !/^[01]+(\.[01]+)*$/.test(choices ?? '') || more.length > 0)
    return undefined
  if (!/^\d{1,100}$/.test(challenge ?? '') || !/^\d{1,100}$/.test(response ?? '')) return undefined
  if (!/^[A-Za-z0-9+/]{43}$/.test(tracker ?? '')) return undefined
  const vectors = choices!.split('.').map((each) => Array.from(each, Number))
  const signature = { challenge: challenge!, response: response! }
  return { opening: { credential, choices: vectors, seed: bytes, signature }, tracker: tracker! }
}

function readPart(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return ''
  }
}
