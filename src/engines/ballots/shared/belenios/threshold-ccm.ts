/**
 * AES in CCM mode with tags of 64 bits, which is what Belenios' trustees write to one another in. WebCrypto knows no
 * CCM, but its two halves: CTR, and CBC whose last block is the MAC.
 */
const tagLength = 8

/** Bytes of the length field: two, and three from 64 KB on. What they leave of a block of 16 is the nonce. */
function lengthBytes(length: number): number {
  return length < 0x10000 ? 2 : 3
}

function counterBlock(nonce: Uint8Array, width: number, counter: number): Uint8Array<ArrayBuffer> {
  const block = new Uint8Array(16)
  block[0] = width - 1
  block.set(nonce.subarray(0, 15 - width), 1)
  block[15] = counter
  return block
}

/** The message in blocks, led by the block that says how long it is. */
function macInput(message: Uint8Array, nonce: Uint8Array): Uint8Array<ArrayBuffer> {
  const width = lengthBytes(message.length)
  const input = new Uint8Array(16 + Math.ceil(message.length / 16) * 16)
  input[0] = ((tagLength - 2) / 2) * 8 + (width - 1)
  input.set(nonce.subarray(0, 15 - width), 1)
  for (let i = 0; i < width; i++) input[15 - i] = (message.length >>> (8 * i)) & 0xff
  input.set(message, 16)
  return input
}

async function keyFor(mode: 'AES-CBC' | 'AES-CTR', key: Uint8Array): Promise<CryptoKey> {
  return globalThis.crypto.subtle.importKey('raw', new Uint8Array(key), mode, false, ['encrypt'])
}

async function mac(key: Uint8Array, nonce: Uint8Array, message: Uint8Array): Promise<Uint8Array> {
  const chained = new Uint8Array(
    await globalThis.crypto.subtle.encrypt(
      { name: 'AES-CBC', iv: new Uint8Array(16) },
      await keyFor('AES-CBC', key),
      macInput(message, nonce),
    ),
  )
  // CBC appends a block of padding; the MAC is the block before it.
  return chained.subarray(chained.length - 32, chained.length - 32 + tagLength)
}

/** `length` is the message's own, which settles the nonce; the tag is masked with counter 0, the message from 1 on. */
async function counterMode(
  key: Uint8Array,
  nonce: Uint8Array,
  length: number,
  counter: number,
  text: Uint8Array,
): Promise<Uint8Array> {
  const width = lengthBytes(length)
  const masked = await globalThis.crypto.subtle.encrypt(
    { name: 'AES-CTR', counter: counterBlock(nonce, width, counter), length: width * 8 },
    await keyFor('AES-CTR', key),
    new Uint8Array(text),
  )
  return new Uint8Array(masked)
}

export async function sealCcm(key: Uint8Array, nonce: Uint8Array, message: Uint8Array): Promise<Uint8Array> {
  const tag = await mac(key, nonce, message)
  const sealed = new Uint8Array(message.length + tagLength)
  sealed.set(await counterMode(key, nonce, message.length, 1, message))
  sealed.set(await counterMode(key, nonce, message.length, 0, tag), message.length)
  return sealed
}

/** Undefined where the tag does not fit. */
export async function openCcm(key: Uint8Array, nonce: Uint8Array, sealed: Uint8Array): Promise<Uint8Array | undefined> {
  const length = sealed.length - tagLength
  if (length < 0 || length >= 0x1000000) return undefined
  const message = await counterMode(key, nonce, length, 1, sealed.subarray(0, length))
  const tag = await counterMode(key, nonce, length, 0, sealed.subarray(length))
  const expected = await mac(key, nonce, message)
  let difference = 0
  for (let i = 0; i < tagLength; i++) difference |= tag[i]! ^ expected[i]!
  return difference === 0 ? message : undefined
}
