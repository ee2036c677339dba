import type { SeenEntry } from '#engines/registers/shared'

/** On which floor a home lies: as registered, otherwise as its number says (1203 → 12, 302 → 3). */
export function floorOf(home: Pick<SeenEntry, 'fields'>): number | null {
  const said = home.fields['floor']
  if (typeof said === 'number') return said
  const [, digits] = /^(\d{3,4})(?!\d)/.exec(String(home.fields['room'] ?? '')) ?? []
  return digits ? Number(digits.slice(0, -2)) : null
}

interface Standing<H> {
  /** The numbers of the staircases, each with the most homes that it has on a floor. */
  readonly stairs: readonly { readonly number: string; readonly across: number }[]
  readonly floors: readonly { readonly floor: number | null; readonly homes: readonly (readonly H[])[] }[]
}

const inOrder = new Intl.Collator('zh', { numeric: true })

/** The homes of a house as it stands: floors from the top, staircases beside each other, homes as they are numbered. */
export function standingOf<H extends Pick<SeenEntry, 'fields' | 'title'>>(homes: readonly H[]): Standing<H> {
  const numberOf = (home: H) => String(home.fields['number'] ?? '')
  const roomOf = (home: H) => String(home.fields['room'] ?? home.title)
  const numbers = [...new Set(homes.map(numberOf))].toSorted(inOrder.compare)
  const levels = [...new Set(homes.map(floorOf))].toSorted((a, b) => (b ?? -99) - (a ?? -99))
  const floors = levels.map((floor) => {
    const on = homes.filter((home) => floorOf(home) === floor)
    return {
      floor,
      homes: numbers.map((number) =>
        on.filter((home) => numberOf(home) === number).toSorted((a, b) => inOrder.compare(roomOf(a), roomOf(b))),
      ),
    }
  })
  const across = (at: number) => Math.max(1, ...floors.map(({ homes: row }) => row[at]?.length ?? 0))
  return { stairs: numbers.map((number, at) => ({ number, across: across(at) })), floors }
}
