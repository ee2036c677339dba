/** Base64 with padding (RFC 4648 §4), in the browser as on the server. */
export function base64(bytes: Uint8Array): string {
  let binary = ''
  for (const byte of bytes) binary += String.fromCharCode(byte)
  return btoa(binary)
}

/** Only the one right spelling: what decodes otherwise could be altered without anyone's noticing. */
export function fromBase64(said: string): Uint8Array | undefined {
  if (!/^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(said)) return undefined
  const bytes = Uint8Array.from(atob(said), (letter) => letter.charCodeAt(0))
  return base64(bytes) === said ? bytes : undefined
}
