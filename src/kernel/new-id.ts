/** How every id is written: in lower case, as PostgreSQL gives it back. */
export const idForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

let lastMs = 0
let sequence = 0

/**
 * A UUIDv7 (RFC 9562 §5.7): 48 bits of milliseconds, then a 12-bit counter so that ids made in the same
 * millisecond by one client still ascend, then 62 random bits. Works in the browser and on the server.
 */
export function newId(now: number = Date.now()): string {
  if (now > lastMs) {
    lastMs = now
    sequence = Math.floor(Math.random() * 1024)
  } else if (++sequence > 0xfff) {
    lastMs += 1
    sequence = 0
  }
  const random = crypto.getRandomValues(new Uint8Array(8))
  const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0')
  const time = hex(lastMs, 12)
  const tail = Array.from(random, (byte) => hex(byte, 2)).join('')
  const variant = hex(0x8 | (random[0]! & 0x3), 1)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(sequence, 3)}-${variant}${tail.slice(1, 4)}-${tail.slice(4)}`
}
