/**
 * In which earlier rows of a file a key stood. A million rows have six million keys: as numbers in flat arrays they take
 * 20 bytes each, as strings in a map they would take a gigabyte. Two keys may share a number; what is found is compared anyway.
 */
export function openFileKeys() {
  let size = 1 << 14
  let slots = new Float64Array(size)
  let heads = new Int32Array(size)
  let used = 0
  let nos = new Int32Array(1 << 14)
  let next = new Int32Array(1 << 14)
  let count = 1

  function slotOf(hash: number, table: Float64Array, length: number): number {
    let at = hash % length
    while (table[at] !== 0 && table[at] !== hash) at = (at + 1) % length
    return at
  }

  function grow(): void {
    const [oldSlots, oldHeads] = [slots, heads]
    size *= 2
    slots = new Float64Array(size)
    heads = new Int32Array(size)
    for (let at = 0; at < oldSlots.length; at++) {
      if (oldSlots[at] === 0) continue
      const to = slotOf(oldSlots[at]!, slots, size)
      slots[to] = oldSlots[at]!
      heads[to] = oldHeads[at]!
    }
  }

  /** The row stays found under the key. */
  function add(key: string, no: number): void {
    if (used * 2 > size) grow()
    const hash = hashOf(key)
    const at = slotOf(hash, slots, size)
    if (slots[at] === 0) {
      slots[at] = hash
      used += 1
    }
    if (count === nos.length) {
      nos = enlarged(nos)
      next = enlarged(next)
    }
    nos[count] = no
    next[count] = heads[at]!
    heads[at] = count++
  }

  /** The latest rows under the key, no more than so many. */
  function find(key: string, most = 8): number[] {
    const at = slotOf(hashOf(key), slots, size)
    const found: number[] = []
    for (let link = slots[at] === 0 ? 0 : heads[at]!; link !== 0 && found.length < most; link = next[link]!)
      found.push(nos[link]!)
    return found
  }

  return { add, find }
}
export type FileKeys = ReturnType<typeof openFileKeys>

function enlarged(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(array.length * 2)
  grown.set(array)
  return grown
}

/** 52 bits, never zero. */
function hashOf(key: string): number {
  let [a, b] = [0x811c9dc5, 0x9dc5811c]
  for (let at = 0; at < key.length; at++) {
    const code = key.charCodeAt(at)
    a = Math.imul(a ^ code, 0x01000193)
    b = Math.imul(b ^ code, 0x85ebca6b) + 0x27d4eb2f
  }
  return (a >>> 0) * 1_048_576 + ((b ^ (b >>> 15)) & 0xfffff) + 1
}
