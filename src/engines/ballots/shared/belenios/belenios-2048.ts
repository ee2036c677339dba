import type { Group } from './group.ts'
import { inverse, mod, modularPower, parseDecimal } from './modular.ts'
import { recent, severalPowers } from './several-powers.ts'

/** Belenios specification 2.0, §5.1. */
export const belenios2048Parameters = {
  p: BigInt(
    '20694785691422546' +
      '401013643657505008064922989295751104097100884787057374219242' +
      '717401922237254497684338129066633138078958404960054389636289' +
      '796393038773905722803605973749427671376777618898589872735865' +
      '049081167099310535867780980030790491654063777173764198678527' +
      '273474476341835600035698305193144284561701911000786737307333' +
      '564123971732897913240474578834468260652327974647951137672658' +
      '693582180046317922073668860052627186363386088796882120769432' +
      '366149491002923444346373222145884100586421050242120365433561' +
      '201320481118852408731077014151666200162313177169372189248078' +
      '507711827842317498073276598828825169183103125680162072880719',
  ),
  g: BigInt(
    '2402352677501852' +
      '209227687703532399932712287657378364916510075318787663274146' +
      '353219320285676155269678799694668298749389095083896573425601' +
      '900601068477164491735474137283104610458681314511781646755400' +
      '527402889846139864532661215055797097162016168270312886432456' +
      '663834863635782106154918419982534315189740658186868651151358' +
      '576410138882215396016043228843603930989333662772848406593138' +
      '406010231675095763777982665103606822406635076697764025346253' +
      '773085133173495194248967754052573659049492477631475991575198' +
      '775177711481490920456600205478127054728238140972518639858334' +
      '115700568353695553423781475582491896050296680037745308460627',
  ),
  q: BigInt('78571733251071885' + '079927659812671450121821421258408794611510081919805623223441'),
} as const

const { p, g, q } = belenios2048Parameters
const digitsOfP = p.toString().length

/** One multiplication for each digit of so many bits: in bytes 32 rows of 256 powers, about 50 ms and 3 MB to make. */
function combTable(base: bigint, bits: number): (exponent: bigint) => bigint {
  const size = 2 ** bits
  const [shift, mask] = [BigInt(bits), BigInt(size - 1)]
  const rows: bigint[][] = []
  let step = base
  for (let bit = 0; bit < 256; bit += bits) {
    const row = [1n]
    for (let i = 1; i < size; i++) row.push((row[i - 1]! * step) % p)
    rows.push(row)
    step = (row[size - 1]! * step) % p
  }
  return (exponent) => {
    let rest = mod(exponent, q)
    let result = 1n
    for (let place = 0; rest !== 0n; place++) {
      const digit = Number(rest & mask)
      if (digit !== 0) result = (result * rows[place]![digit]!) % p
      rest >>= shift
    }
    return result
  }
}

/** The table is made when it is first used: who only reads an election has no use for one. */
export function lazyTable(base: bigint, bits = 8): (exponent: bigint) => bigint {
  let table: ((exponent: bigint) => bigint) | undefined
  return (exponent) => (table ??= combTable(base, bits))(exponent)
}

/** In range and canonical, though perhaps outside the subgroup. */
export function parseResidue(text: string): bigint | undefined {
  const value = parseDecimal(text, digitsOfP)
  return value !== undefined && value > 0n && value < p ? value : undefined
}

const arithmetic = {
  one: 1n,
  multiply: (a: bigint, b: bigint) => (a * b) % p,
  square: (a: bigint) => (a * a) % p,
}

// The table that shows an element to be in the subgroup serves the proofs about it next.
const tables = recent<bigint, (exponent: bigint) => bigint>(64)

export const belenios2048: Group<bigint> = {
  name: 'BELENIOS-2048',
  q,
  g,
  one: 1n,
  remembersBases: true,
  multiply: (a, b) => (a * b) % p,
  invert: (a) => inverse(a, p),
  power: (base, exponent) => {
    const reduced = mod(exponent, q)
    return tables.get(base)?.(reduced) ?? modularPower(base, reduced, p)
  },
  powerOfG: lazyTable(g),
  fixed: (base) => lazyTable(base),
  equal: (a, b) => a === b,
  encode: (element) => element.toString(),
  encodeAll: (elements) => elements.map((element) => element.toString()),
  decode: (text) => {
    const value = parseResidue(text)
    if (value === undefined) return undefined
    const table = severalPowers(arithmetic, value)
    if (table(q) !== 1n) return undefined
    tables.put(value, table)
    return value
  },
}
