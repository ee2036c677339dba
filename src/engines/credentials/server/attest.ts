import { shanghaiDate } from '#kernel/time'
import { err, ok, type Result } from '#kernel/result'
import type { Context } from '#platform/operations'
import { heldHomesOf, type HeldHome, type KnownHolder } from '#engines/registers'
import { credentialKinds, type CredentialKindId, type Holding } from '#engines/credentials/shared'
import type { OfferedClaims } from './offers.store.ts'
import { giveOwnerNumbers, ownerNumbersOf } from './owner-numbers.store.ts'

type World = Pick<Context, 'tx' | 'street' | 'now'>

const homesOn = ({ tx, street, now }: World, holder: string) =>
  heldHomesOf(tx, street, holder, shanghaiDate(new Date(now)))

/** An owned home counts with its whole area, whatever the share: co-owners vote by one of them (domain.md §3.1). */
const areaOf = (homes: readonly HeldHome[]) => homes.reduce((sum, { area }) => sum + (area ?? 0), 0)

/** What the registers hold of someone, by compound. */
export async function holdingsOf(world: World, holder: string): Promise<Holding[]> {
  const homes = await homesOn(world, holder)
  const compounds = [...new Map(homes.map((each) => [each.compound, each.compoundName]))]
  return await Promise.all(
    compounds.map(async ([compound, compoundName]) => {
      const here = homes.filter((each) => each.compound === compound)
      const owned = here.filter(({ kind }) => kind === 'owns')
      const numbers = await ownerNumbersOf(world.tx, world.street, compound, [holder])
      return {
        compound,
        compoundName,
        owns: owned.length > 0,
        lives: here.length > owned.length,
        units: (owned.length > 0 ? owned : here).map(({ home, label, building, area, share }) => ({
          home,
          label,
          building,
          area,
          share: share && ([...share] as [number, number]),
        })),
        area: areaOf(owned),
        ownerNo: numbers.get(holder) ?? null,
      }
    }),
  )
}

const joined = (texts: readonly string[]) => [...new Set(texts.filter(Boolean))].join('、')

/** Full years; one is a year older on the day itself. */
function yearsOn(birth: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birth.slice(0, 4))
  return day.slice(5) >= birth.slice(5) ? years : years - 1
}

export type AttestRefusal = 'compound_needed' | 'nothing_to_attest' | 'area_missing' | 'birth_missing'

export interface Attested extends OfferedClaims {
  readonly compoundName: string | null
}

/** What a credential will say: what the registers hold on this day, and nothing that the clerk typed. */
export async function attest(
  world: World,
  kind: CredentialKindId,
  holder: KnownHolder,
  compound: string | null,
): Promise<Result<Attested, AttestRefusal>> {
  if (kind === 'age_band') {
    if (holder.birth === null) return err('birth_missing')
    const years = yearsOn(holder.birth, shanghaiDate(new Date(world.now)))
    const kept = { age_over_18: years >= 18, age_over_60: years >= 60, age_over_80: years >= 80 }
    return ok({ compoundName: null, open: {}, kept })
  }
  if (compound === null) return err('compound_needed')
  const wanted = kind === 'owner' ? 'owns' : 'lives'
  const homes = (await homesOn(world, holder.id)).filter((each) => each.compound === compound && each.kind === wanted)
  const [first] = homes
  if (!first) return err('nothing_to_attest')
  const common = {
    building: joined(homes.map(({ building }) => building)),
    unit: joined(homes.map(({ label }) => label)),
    name: holder.name,
    ...(holder.numberTail !== null && { id_last4: holder.numberTail }),
  }
  const attested = { compoundName: first.compoundName, open: { compound } }
  if (kind === 'resident') return ok({ ...attested, kept: common })
  if (homes.some(({ area }) => area === null)) return err('area_missing')
  const numbers = await giveOwnerNumbers(world.tx, world.street, compound, [holder.id], world.now)
  const share = joined(homes.map((home) => (home.share ? home.share.join('/') : '1/1')))
  const kept = { owner_no: numbers.get(holder.id), area: areaOf(homes), share, ...common }
  return ok({ ...attested, kept })
}

export const expiryOf = (kind: CredentialKindId, now: string) =>
  new Date(Date.parse(now) + credentialKinds[kind].validDays * 86_400_000).toISOString()
