/** As written in election.json. */
export type GroupName = 'Ed25519' | 'BELENIOS-2048'

/**
 * A cyclic group of prime order q, written multiplicatively. Elements belong to the back-end that made them: between
 * back-ends they travel as text.
 */
export interface Group<E = unknown> {
  readonly name: GroupName
  readonly q: bigint
  readonly g: E
  readonly one: E
  /** Whether a further power of an element that was decoded costs less than one of an element made from it. */
  readonly remembersBases: boolean
  multiply(a: E, b: E): E
  invert(a: E): E
  /** The exponent is reduced mod q. */
  power(base: E, exponent: bigint): E
  powerOfG(exponent: bigint): E
  /** A table for a base used often. */
  fixed(base: E): (exponent: bigint) => E
  equal(a: E, b: E): boolean
  /** The JSON string of Belenios. */
  encode(element: E): string
  /** The same for many, with the one division they can share. */
  encodeAll(elements: readonly E[]): string[]
  /** Undefined where the text is not canonical or the element not in the subgroup. The identity is in it. */
  decode(text: string): E | undefined
}
