import { draw } from './persons.ts'
import type { Home } from './places.ts'
import { add, daysAgo, join, said, type Plan } from './plan.ts'

/** So many compounds have their titles whole enough that their owners can be called to vote. */
const wholeCompounds = 14

/**
 * Titles of homes in which nobody is known to live, in the compounds where owners vote. What is left open is what a roll
 * has to be warned of: here and there a flat that the developer has not sold, a home without an owner, one without an area.
 */
export function settleTitles(plan: Plan, homes: readonly Home[]): void {
  const owned = new Set(plan.ties.filter(({ kind }) => kind === 'owns').map(({ object }) => object))
  const at = new Map(plan.things.map(({ id }, place) => [id, place]))
  const compounds = [...new Set(homes.map(({ compound }) => compound))].slice(0, wholeCompounds)
  for (const [nth, compound] of compounds.entries()) {
    const vacant = homes.filter((home) => home.compound === compound && !owned.has(home.thing.id))
    for (const [place, { thing }] of vacant.entries()) {
      if (nth % 3 === 0 && place === 0) continue
      if (nth % 4 === 1 && place < 3) {
        const kept = plan.things[at.get(thing.id)!]!
        const unsold = said('housing', daysAgo(plan, 20, 90), { room: thing.said[0]!.fields['room'] as string, developerHeld: true }) // prettier-ignore
        plan.things[at.get(thing.id)!] = { ...kept, said: [...kept.said, unsold] }
        continue
      }
      if (nth % 5 === 2 && place === 0) {
        const kept = plan.things[at.get(thing.id)!]!
        const unmeasured = kept.said.map(({ fields: { area: _, ...fields }, ...each }) => ({ ...each, fields }))
        plan.things[at.get(thing.id)!] = { ...kept, said: unmeasured }
      }
      const person = draw(plan, { ages: [34, 74] })
      const owner = add(plan, 'person', null, thing.place, [
        said('real_estate', daysAgo(plan, 200, 2000), { name: person.name, ...person.identity }),
      ])
      join(plan, 'owns', owner, thing, { share: [1, 1], from: daysAgo(plan, 700, 5000), source: 'real_estate' })
    }
  }
}
