/** Owners whose areas are equal: nothing that is published tells one of them from another. */
export interface AreaClass {
  /** In 0.01 m². */
  readonly area: number
  readonly owners: number
}

/** What the two published sums tell, over all ways in which owners may agree or not, each owner as likely to as not. */
export interface Exposure {
  /** Share of the outcomes short of unanimity in which some owner's vote follows from the sums. */
  readonly exposedShare: number
  /** Owners whose votes follow in the worst of these outcomes. */
  readonly mostExposed: number
  /** Share of all outcomes in which it follows how many of each area agree. */
  readonly layoutsShare: number
}

export function classesOf(areas: readonly number[]): readonly AreaClass[] {
  const sizes = new Map<number, number>()
  for (const area of areas) sizes.set(area, (sizes.get(area) ?? 0) + 1)
  return [...sizes].map(([area, owners]) => ({ area, owners })).toSorted((a, b) => a.area - b.area)
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b)
}

/** Areas as differences from the least in their common unit: with the heads known, they tell the same. */
export function relativeAreas(classes: readonly AreaClass[]): readonly number[] {
  const differences = classes.map(({ area }) => area - classes[0]!.area)
  const unit = differences.reduce(commonDivisor, 0) || 1
  return differences.map((difference) => difference / unit)
}

const mostStates = 2 ** 20
const mostSteps = 2 ** 22
/** Bits of a mask. */
const mostClasses = 30

/** For every pair of sums that may be published: what all the outcomes behind it have in common. */
interface Sums {
  readonly keys: Float64Array
  /** A bit for each class of which in some outcome somebody agrees; and for each of which somebody does not. */
  readonly agreeing: Int32Array
  readonly other: Int32Array
  readonly chances: Float64Array
  /** How many distributions over the classes lead here; beyond two it makes no difference. */
  readonly ways: Uint8Array
  readonly size: number
}

function emptySums(capacity: number): Sums {
  return {
    keys: new Float64Array(capacity),
    agreeing: new Int32Array(capacity),
    other: new Int32Array(capacity),
    chances: new Float64Array(capacity),
    ways: new Uint8Array(capacity),
    size: 0,
  }
}

/** Chances of 0, 1, … of so many owners to agree, reckoned from the middle outwards: the ends vanish, nothing overflows. */
function binomial(owners: number): number[] {
  const middle = Math.floor(owners / 2)
  const ratios = [1]
  for (let count = middle + 1; count <= owners; count++) ratios.push((ratios.at(-1)! * (owners - count + 1)) / count)
  for (let count = middle; count > 0; count--) ratios.unshift((ratios[0]! * count) / (owners - count + 1))
  const all = ratios.reduce((sum, ratio) => sum + ratio, 0)
  return ratios.map((ratio) => ratio / all)
}

/** The sums with one class more. Equal sums are one entry: to whoever reads the result they look the same. */
function withClass(sums: Sums, owners: number, step: number, bit: number): Sums | null {
  const most = sums.size * (owners + 1)
  if (most > mostSteps) return null
  const chances = binomial(owners)
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(most * 2))).fill(-1)
  const next = emptySums(most)
  let size = 0
  for (let from = 0; from < sums.size; from++) {
    for (let count = 0; count <= owners; count++) {
      const key = sums.keys[from]! + count * step
      let slot = (Math.imul(key % 2_147_483_647, 0x9e3779b1) >>> 0) % slots.length
      while (slots[slot] !== -1 && next.keys[slots[slot]!] !== key) slot = (slot + 1) % slots.length
      if (slots[slot] === -1) {
        slots[slot] = size
        next.keys[size++] = key
      }
      const at = slots[slot]!
      next.agreeing[at]! |= sums.agreeing[from]! | (count > 0 ? bit : 0)
      next.other[at]! |= sums.other[from]! | (count < owners ? bit : 0)
      next.chances[at]! += sums.chances[from]! * chances[count]!
      next.ways[at] = Math.min(2, next.ways[at]! + sums.ways[from]!)
    }
  }
  return size > mostStates ? null : { ...next, size }
}

/** Exact, by adding class after class; null where there are too many different sums to go through. */
export function exposureOf(classes: readonly AreaClass[]): Exposure | null {
  if (classes.length > mostClasses) return null
  const owners = classes.reduce((sum, each) => sum + each.owners, 0)
  const weights = relativeAreas(classes)
  let sums: Sums | null = { ...emptySums(1), size: 1 }
  sums.chances[0] = 1
  sums.ways[0] = 1
  for (const [index, each] of classes.entries()) {
    // One number for both sums: heads in the lower places.
    sums = withClass(sums, each.owners, weights[index]! * (owners + 1) + 1, 1 << index)
    if (!sums) return null
  }
  let [exposed, most, layouts, divided] = [0, 0, 0, 0]
  for (let at = 0; at < sums.size; at++) {
    if (sums.ways[at] === 1) layouts += sums.chances[at]!
    const heads = sums.keys[at]! % (owners + 1)
    // A unanimous vote tells everybody's vote, whatever is published about it.
    if (heads === 0 || heads === owners) continue
    divided += sums.chances[at]!
    const both = sums.agreeing[at]! & sums.other[at]!
    const known = classes.reduce((sum, each, index) => (both & (1 << index) ? sum : sum + each.owners), 0)
    if (known > 0) exposed += sums.chances[at]!
    most = Math.max(most, known)
  }
  return { exposedShare: divided === 0 ? 1 : exposed / divided, mostExposed: most, layoutsShare: layouts }
}

/** Bits of uncertainty of a sum that spreads so much around its mean (2πe times the variance, halved). */
const spreadBits = (variance: number): number => Math.max(0, 0.5 * Math.log2(2 * Math.PI * Math.E * variance))

function entropy(owners: number): number {
  return binomial(owners).reduce((bits, chance) => bits - (chance > 0 ? chance * Math.log2(chance) : 0), 0)
}

/**
 * How many bits the two sums leave open about how many of each area agree; none, or less, means that they tell it.
 * An estimate from how far the sums spread, for electorates too large to go through.
 */
export function openBits(classes: readonly AreaClass[]): number {
  const owners = classes.reduce((sum, each) => sum + each.owners, 0)
  const weights = relativeAreas(classes)
  const mean = classes.reduce((sum, each, index) => sum + weights[index]! * each.owners, 0) / owners
  const variance = classes.reduce((sum, each, index) => sum + (each.owners * (weights[index]! - mean) ** 2) / 4, 0)
  const all = classes.reduce((sum, each) => sum + entropy(each.owners), 0)
  return all - spreadBits(owners / 4) - spreadBits(variance)
}

/** Classes so far from the rest that the sum of areas shows how they voted, in whatever company. */
export function outliers(classes: readonly AreaClass[], smallest: number): readonly AreaClass[] {
  const owners = classes.reduce((sum, each) => sum + each.owners, 0)
  return classes.filter((one) => {
    const rest = classes.filter((each) => each !== one)
    const others = owners - one.owners
    if (one.owners >= smallest || others === 0) return false
    const mean = rest.reduce((sum, each) => sum + each.area * each.owners, 0) / others
    const variance = rest.reduce((sum, each) => sum + (each.owners * (each.area - mean) ** 2) / 4, 0)
    return Math.abs(one.area - mean) > 3 * Math.sqrt(variance)
  })
}
