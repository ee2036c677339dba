interface NamedUnit {
  readonly id: string
  readonly name: string
}

const bare = (name: string) => name.normalize('NFKC').replaceAll(/[\s"“”]/g, '')

/** Whether the letters of an abbreviation stand in a name in their order: 平安办 in 平安办公室. */
function abbreviates(short: string, name: string): boolean {
  let at = 0
  for (const letter of name) if (letter === short[at]) at += 1
  return at === short.length
}

/** The unit that a document means; null when none or several can be meant. */
export function unitNamed<U extends NamedUnit>(said: string, units: readonly U[]): U | null {
  const name = bare(said)
  if (name.length < 2) return null
  const exact = units.find((unit) => bare(unit.name) === name)
  if (exact) return exact
  const within = units.filter((unit) => bare(unit.name).includes(name) || name.includes(bare(unit.name)))
  if (within.length === 1) return within[0]!
  const short = units.filter((unit) => abbreviates(name, bare(unit.name)))
  return short.length === 1 ? short[0]! : null
}

export const splitUnits = (said: string): string[] =>
  said
    .split(/[、，,;；/／\n\s]+/)
    .map((each) => each.trim())
    .filter((each) => each !== '' && !/^(无|—|-|\/)$/.test(each))
