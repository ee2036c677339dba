import { must } from '#kernel/assert'
import { compare, explainReason, traitsOf, type Fields } from '#engines/registers/shared'
import { makeRng } from '../rng.ts'
import { settleEnterprises } from './enterprises.ts'
import { doublesOf, peopleHomes } from './households.ts'
import { buildPlaces } from './places.ts'
import type { Plan, Thing } from './plan.ts'
import { tagPeople } from './tags.ts'
import { settleTitles } from './titles.ts'

export interface Wanted {
  readonly people: number
  readonly firms: number
  readonly shops: number
  readonly doubts: number
}

const fieldsOf = (thing: Thing): Fields => Object.assign({}, ...thing.said.toReversed().map(({ fields }) => fields))

/** A street's registers as years of work would have left them: invented, the same for the same day. */
export function planRegisters(street: string, today: string, { people, firms, shops, doubts }: Wanted): Plan {
  const plan: Plan = {
    street,
    today,
    rng: makeRng(`registers ${street}`),
    things: [],
    ties: [],
    tags: [],
    doubts: [],
  }
  const homes = buildPlaces(plan, Math.round(people / 2))
  const residents = peopleHomes(plan, homes, people)
  tagPeople(plan, residents)
  settleEnterprises(plan, { firms, shops, residents })
  for (const [of, double] of doublesOf(plan, residents, doubts)) {
    const own = traitsOf('person', fieldsOf(double))
    const { score, reasons } = compare(own, traitsOf('person', fieldsOf(of.thing)))
    plan.doubts.push({ entry: double.id, other: of.thing.id, score, reasons: reasons.map(explainReason) })
  }
  settleTitles(plan, homes)
  must(plan.things.length > 0, 'a street with addresses')
  return plan
}
