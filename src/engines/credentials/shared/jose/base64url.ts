const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

export function toBase64url(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 3) {
    const three = (bytes[at]! << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0)
    const length = Math.min(4, Math.ceil(((bytes.length - at) * 8) / 6))
    for (let nth = 0; nth < length; nth++) text += alphabet[(three >> (18 - 6 * nth)) & 63]
  }
  return text
}

/** Undefined where the text is not the one spelling of its bytes: two spellings of a signature are two nonces' worth. */
export function fromBase64url(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return undefined
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8))
  let [bits, held, at] = [0, 0, 0]
  for (const letter of text) {
    held = ((held << 6) | alphabet.indexOf(letter)) & 0xfff
    bits += 6
    if (bits >= 8) {
      bits -= 8
      bytes[at++] = (held >> bits) & 255
    }
  }
  return (held & ((1 << bits) - 1)) === 0 ? bytes : undefined
}

export const textBytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text)

export const jsonToBase64url = (value: unknown) => toBase64url(textBytes(JSON.stringify(value)))

/** A JSON object out of base64url; undefined for anything else. */
export function base64urlToObject(text: string): Readonly<Record<string, unknown>> | undefined {
  const value = base64urlToJson(text)
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined
}

export function base64urlToJson(text: string): unknown {
  const bytes = fromBase64url(text)
  if (!bytes) return undefined
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    return undefined
  }
}
