import { sql } from 'kysely'
import { must } from '#kernel/assert'
import { shanghaiDate } from '#kernel/time'
import type { Database, Tx } from '#platform/db'
import type { Implementation } from '#platform/operations'
import type { CredentialsDeps } from '#engines/credentials'
import { guard } from '#engines/ballots/shared'
import { homesOf, scopesOf, type OwnedHome } from '#engines/registers'
import { streets } from '#engines/registers/shared'
import { castOf } from './cast.ts'
import { inParallel } from './living.ts'
import { openAlbum } from './photos.ts'
import { playerOf } from './player.ts'
import { makeRng } from './rng.ts'
import { electCommittee } from './votes/elect-committee.ts'
import { holdVote } from './votes/hold-vote.ts'
import type { Place, VoteStage } from './votes/stage.ts'
import { fewVotes, fullStreet, type PlannedVote } from './votes/plans.ts'
import { openWallets } from './votes/wallets.ts'

export interface VotesToHold {
  readonly database: Database
  readonly implementations: readonly Implementation[]
  readonly credentials: CredentialsDeps
  readonly dataFolder: string
  readonly now: Date
}

interface Compound extends Place {
  readonly homes: number
  /** Homes of which the registers know no owner. */
  readonly unowned: number
  /** In a tower flats are alike. */
  readonly isTower: boolean
  readonly standing: readonly OwnedHome[]
  readonly hasCommittee: boolean
}

/** Whether the areas of its owners, each home a head but the developer's, keep a secret vote secret. */
function hidesVotes(homes: readonly OwnedHome[]): boolean {
  const areaOf = ({ believed }: OwnedHome) => believed?.area ?? 0
  const unsold = homes.filter(({ developerHeld }) => developerHeld).reduce((sum, home) => sum + areaOf(home), 0)
  const sold = homes.filter(({ developerHeld, owners }) => !developerHeld && owners.length > 0).map(areaOf)
  return guard(unsold > 0 ? [...sold, unsold] : sold, 'secret', 'compound').verdict !== 'refuse'
}

/** Compounds with homes, those with the most complete titles first; not those whose committee is being renewed. */
async function compoundsOf(tx: Tx, street: string, today: string): Promise<Compound[]> {
  const { rows } = await sql<{ compound: string; isRenewed: boolean }>`
    select c.compound, false as "isRenewed" from owners_committees c where c.street = ${street}
    union all select r.compound, true from committee_renewals r where r.street = ${street}`.execute(tx)
  const busy = new Set(rows.filter(({ isRenewed }) => isRenewed).map(({ compound }) => compound))
  const found: Compound[] = []
  for (const { entry, homes: count } of await scopesOf(tx, street, {})) {
    if (count === 0 || busy.has(entry)) continue
    const homes = await homesOf(tx, street, { kind: 'compound', entry }, today)
    // Unsold public housing is one head, whoever lives in it: too few to show a vote by.
    if (homes.some(({ tenure }) => tenure === 'public_rent')) continue
    const unowned = homes.filter(({ owners, developerHeld }) => owners.length === 0 && !developerHeld).length
    const hasCommittee = rows.some(({ compound }) => compound === entry)
    const isTower = homes.every(({ tenure }) => tenure === 'commodity')
    found.push({ entry, compound: entry, homes: homes.length, unowned, hasCommittee, isTower, standing: homes })
  }
  return found.toSorted((a, b) => a.unowned - b.unowned || a.homes - b.homes || (a.entry < b.entry ? -1 : 1))
}

/** A staircase in a compound, with as many homes as there are. */
async function staircaseIn(tx: Tx, street: string, compound: string): Promise<Place> {
  const buildings = await scopesOf(tx, street, { within: compound })
  for (const building of buildings) {
    const stairs = building.kind === 'staircase' ? buildings : await scopesOf(tx, street, { within: building.entry })
    const staircase = stairs.find(({ kind, homes }) => kind === 'staircase' && homes > 0)
    if (staircase) return { entry: staircase.entry, compound }
  }
  throw new Error(`The compound ${compound} has no staircase with homes.`)
}

async function voteIn(world: VotesToHold, street: string, isFull: boolean): Promise<void> {
  const { database, implementations, credentials, dataFolder, now } = world
  const today = shanghaiDate(now)
  const cast = await castOf(database, street)
  const player = playerOf(database, street, implementations)
  const first = (role: string) => must(cast.all(role)[0], `a ${role}`)
  const stage: Omit<VoteStage, 'rng' | 'wallets'> = {
    player,
    album: await openAlbum(database, dataFolder, street),
    dataFolder,
    today,
    now,
    convener: first('convener'),
    registry: first('registry'),
    autonomy: first('autonomy'),
    trustees: cast.all('trustee').slice(0, 3),
    clerks: [first('clerk'), first('committee_worker')],
  }
  const free = await database.transaction(street, (tx) => compoundsOf(tx, street, today))
  const take = (fits: (compound: Compound) => boolean): Compound => {
    const at = Math.max(free.findIndex(fits), 0)
    return must(free.splice(at, 1)[0], 'a compound that may vote')
  }
  const open = async (key: string) => ({
    ...stage,
    rng: makeRng(`vote ${street} ${key}`),
    wallets: await openWallets(player, stage.registry, credentials),
  })
  const plans = isFull ? fullStreet : fewVotes
  const jobs: (() => Promise<unknown>)[] = []
  if (isFull) {
    const place = take(({ hasCommittee, homes }) => !hasCommittee && homes <= 36)
    jobs.push(async () => electCommittee(await open('election'), place))
  }
  // Whoever votes in secret lives in flats that are alike: elsewhere the areas would tell.
  const choosiest = ({ mode, until }: PlannedVote) => (mode === 'secret' ? (until === 'drafting' ? 1 : 2) : 0)
  for (const plan of plans.toSorted((a, b) => choosiest(b) - choosiest(a))) {
    const isSecret = plan.mode === 'secret' && plan.until !== 'drafting'
    const compound = take(({ isTower, standing }) =>
      plan.mode === 'secret' ? isTower && (!isSecret || hidesVotes(standing)) : !isTower,
    )
    jobs.push(async () => {
      const place =
        plan.scope === 'staircase'
          ? await database.transaction(street, (tx) => staircaseIn(tx, street, compound.entry))
          : compound
      await holdVote(await open(plan.key), plan, place)
    })
  }
  await inParallel(jobs, 3, (job) => job().then(() => undefined))
}

/** Votes of owners: one of every kind and in every phase in the first street, a few in the others. */
export async function fillVotes(world: VotesToHold): Promise<void> {
  await Promise.all(streets.map(({ code }, nth) => voteIn(world, code, nth === 0)))
}
