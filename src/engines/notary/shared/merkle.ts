import { sha256 } from '@noble/hashes/sha2.js'
import { concat, same } from './bytes.ts'

// RFC 6962 §2.1 and RFC 9162 §2.1. Sizes pass 2³² in principle, so nothing here shifts bits.

const leafMark = Uint8Array.of(0)
const nodeMark = Uint8Array.of(1)

export const emptyRoot = (): Uint8Array => sha256(new Uint8Array())
export const leafHash = (body: Uint8Array): Uint8Array => sha256(concat(leafMark, body))
export const nodeHash = (left: Uint8Array, right: Uint8Array): Uint8Array => sha256(concat(nodeMark, left, right))

const half = (n: number): number => Math.floor(n / 2)
const isOdd = (n: number): boolean => n % 2 === 1
const isWhole = (n: number): boolean => Number.isSafeInteger(n) && n >= 0

/** The hash of a full subtree: `level` 0 are the leaves, `index` counts subtrees of 2^level leaves. */
export type NodeReader = (level: number, index: number) => Uint8Array

/** The largest power of two below n, as its exponent. */
function splitLevel(n: number): number {
  let level = 0
  while (2 ** (level + 1) < n) level += 1
  return level
}

/** The root of the leaves from..to; `from` is where a subtree of the tree begins. */
function rangeHash(node: NodeReader, from: number, to: number): Uint8Array {
  const level = splitLevel(to - from)
  if (to - from === 1) return node(0, from)
  if (to - from === 2 ** (level + 1)) return node(level + 1, from / 2 ** (level + 1))
  const middle = from + 2 ** level
  return nodeHash(node(level, from / 2 ** level), rangeHash(node, middle, to))
}

/** The root of the first `size` leaves. */
export function rootOf(node: NodeReader, size: number): Uint8Array {
  return size === 0 ? emptyRoot() : rangeHash(node, 0, size)
}

/** PATH(index, D_size): what proves that the leaf is in the tree. */
export function inclusionProof(node: NodeReader, index: number, size: number): Uint8Array[] {
  if (!isWhole(index) || !isWhole(size) || index >= size) throw new RangeError(`no leaf ${index} among ${size}`)
  const path = (from: number, to: number): Uint8Array[] => {
    if (to - from === 1) return []
    const middle = from + 2 ** splitLevel(to - from)
    return index < middle
      ? [...path(from, middle), rangeHash(node, middle, to)]
      : [...path(middle, to), rangeHash(node, from, middle)]
  }
  return path(0, size)
}

/** PROOF(first, D_second): what proves that the smaller tree is the beginning of the larger. */
export function consistencyProof(node: NodeReader, first: number, second: number): Uint8Array[] {
  if (!isWhole(first) || !isWhole(second) || first > second)
    throw new RangeError(`${first} is no beginning of ${second}`)
  const proof = (from: number, to: number, isStart: boolean): Uint8Array[] => {
    if (to === first) return isStart ? [] : [rangeHash(node, from, to)]
    const middle = from + 2 ** splitLevel(to - from)
    return first <= middle
      ? [...proof(from, middle, isStart), rangeHash(node, middle, to)]
      : [...proof(middle, to, false), rangeHash(node, from, middle)]
  }
  return first === 0 ? [] : proof(0, second, true)
}

/** RFC 9162 §2.1.3.2. Where `at` is `last` it is not 0, since `last` is not: halving it comes to an odd number. */
export function verifyInclusion(
  said: { readonly index: number; readonly size: number; readonly leafHash: Uint8Array; readonly root: Uint8Array },
  proof: readonly Uint8Array[],
): boolean {
  if (!isWhole(said.index) || !isWhole(said.size) || said.index >= said.size) return false
  let at = said.index
  let last = said.size - 1
  let hash = said.leafHash
  for (const step of proof) {
    if (last === 0) return false
    if (isOdd(at) || at === last) {
      hash = nodeHash(step, hash)
      while (!isOdd(at)) {
        at = half(at)
        last = half(last)
      }
    } else hash = nodeHash(hash, step)
    at = half(at)
    last = half(last)
  }
  return last === 0 && same(hash, said.root)
}

/** RFC 9162 §2.1.4.2. Of the empty tree every tree is a continuation. */
export function verifyConsistency(
  first: { readonly size: number; readonly root: Uint8Array },
  second: { readonly size: number; readonly root: Uint8Array },
  proof: readonly Uint8Array[],
): boolean {
  if (!isWhole(first.size) || !isWhole(second.size) || first.size > second.size) return false
  if (first.size === second.size) return proof.length === 0 && same(first.root, second.root)
  if (first.size === 0) return proof.length === 0 && same(first.root, emptyRoot())
  if (proof.length === 0) return false
  let at = first.size - 1
  let last = second.size - 1
  while (isOdd(at)) {
    at = half(at)
    last = half(last)
  }
  // A smaller tree that is a full subtree is its own first step.
  const steps = at === 0 ? [first.root, ...proof] : [...proof]
  let older = steps[0]!
  let newer = steps[0]!
  for (const step of steps.slice(1)) {
    if (last === 0) return false
    if (isOdd(at) || at === last) {
      older = nodeHash(step, older)
      newer = nodeHash(step, newer)
      while (!isOdd(at)) {
        at = half(at)
        last = half(last)
      }
    } else newer = nodeHash(newer, step)
    at = half(at)
    last = half(last)
  }
  return last === 0 && same(older, first.root) && same(newer, second.root)
}

/** Nodes of leaves that are all at hand. */
export function nodesOf(leaves: readonly Uint8Array[]): NodeReader {
  const levels: Uint8Array[][] = [[...leaves]]
  for (let level = 0; levels[level]!.length > 1; level += 1) {
    const below = levels[level]!
    levels.push(Array.from({ length: half(below.length) }, (_, i) => nodeHash(below[2 * i]!, below[2 * i + 1]!)))
  }
  return (level, index) => {
    const found = levels[level]?.[index]
    if (!found) throw new RangeError(`no full subtree ${index} at level ${level}`)
    return found
  }
}

/** The root over the hashes of leaves (see `leafHash`). */
export function merkleRoot(leaves: readonly Uint8Array[]): Uint8Array {
  return rootOf(nodesOf(leaves), leaves.length)
}
