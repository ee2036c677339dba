import { sql } from 'kysely'
import { must } from '#kernel/assert'
import { newId } from '#kernel/id'
import type { Command, OutputOf, Query, SentTo } from '#kernel/operation'
import { shanghaiDate } from '#kernel/time'
import { readConfig } from '#platform/config'
import { perform, systemActor, type Actor, type Implementation } from '#platform/operations'
import {
  acceptShares,
  ballots,
  groupNamed,
  polynomialOf,
  startTrustee,
  type Group,
  type VoteGroup,
  type VoteMode,
  type VoteQuestion,
} from '#engines/ballots/shared'
import { homesOf } from '#engines/registers'
import { compose } from '../src/app/server/composition.ts'
import { openDatabaseOf } from '../src/app/server/database.ts'
import { keepSecret } from '../src/app/server/secret.ts'
import { castOf, type Cast } from '../src/app/demo/cast.ts'
import { playerOf, type Player } from '../src/app/demo/player.ts'
import { makeRng } from '../src/app/demo/people.ts'

const day = 86_400_000

/** An owner as the preview of the electorate knows one, before the roll gives numbers. */
export interface PlacedOwner {
  readonly key: string
  readonly kind: string
  readonly holders: readonly string[]
  readonly area: number
}

export interface PlacedVote {
  readonly id: string
  readonly street: string
  readonly title: string
  readonly compound: string
  readonly electionUuid: string
  readonly group: Group
  readonly owners: readonly PlacedOwner[]
  /** Of each trustee the private key made in the ceremony; staff by their id. */
  readonly trustees: readonly { readonly staff: string; readonly private: string }[]
}

export interface VoteWish {
  readonly phase: 'noticing' | 'frozen' | 'voting'
  readonly title: string
  readonly mode?: VoteMode
  readonly group?: VoteGroup
  readonly revote?: boolean
  readonly questions?: readonly VoteQuestion[]
  /** In so many minutes from now; what lies behind is done at its time. Five days unless said. */
  readonly closesInMinutes?: number
  /** Of the staircases that will do, the first unless said: who got a wallet in another journey has no letter there. */
  readonly staircase?: number
}

/** A second hand on the database of the running program: acts at any instant, through the real operations. */
export interface VotesStage {
  readonly street: string
  readonly cast: Cast
  place(wish: VoteWish): Promise<PlacedVote>
  play<C extends Command>(command: C, actor: Actor, input: SentTo<C>, at?: Date): Promise<OutputOf<C>>
  ask<Q extends Query>(query: Q, actor: Actor, input: SentTo<Q>, at?: Date): Promise<OutputOf<Q>>
  /** One of a role, always the same; with a number someone else of that role. */
  one(role: string, nth?: number): Staff
  /** A sealed letter of an owner by number; of '' any that is not printed yet. */
  letterOf(vote: PlacedVote, owner: string): Promise<{ owner: string; code: string; units: readonly string[] }>
  close(): Promise<void>
}

const matter: VoteQuestion = {
  kind: 'matter',
  article: 'use_fund',
  text: '是否同意使用维修资金 86000 元更换本楼生活水泵？',
}

/** The staircases where at least four owners have a home each to themselves; of them the one at that place. */
async function findStaircase({ street, database }: Player, today: string, nth: number) {
  return database.transaction(street, async (tx) => {
    const { rows } = await sql<{ staircase: string; compound: string }>`
      select s.id as staircase, b.parent as compound
      from register_entries s join register_entries b on b.street = s.street and b.id = s.parent
      where s.street = ${street} and s.register = 'staircase' and s.state = 'standing' order by s.id limit 600`.execute(
      tx,
    )
    let met = 0
    for (const row of rows) {
      const homes = await homesOf(tx, street, { kind: 'staircase', entry: row.staircase }, today)
      const alone = homes.filter(({ owners }) => owners.length === 1).map(({ owners }) => owners[0]!.id)
      if (new Set(alone).size >= 4 && met++ === nth) return row
    }
    throw new Error('The demonstration has no staircase with four owners of their own.')
  })
}

/** Certificates, polynomials and shares of three trustees, two of whom are enough. */
async function holdCeremony(stage: VotesStage, group: Group, id: string, staff: readonly Actor[], at: Date) {
  const look = (actor: Actor) => stage.ask(ballots.ceremony, actor, { id }, at)
  const made = staff.map(() => startTrustee(group))
  for (const [nth, actor] of staff.entries())
    await stage.play(ballots.certify, actor, { id, certificate: made[nth]!.certificate }, at)
  const { trustees } = await look(staff[0]!)
  const certificates = trustees.map(({ certificate }) => must(certificate, 'the certificate of a trustee'))
  for (const [nth, actor] of staff.entries()) {
    const dealt = await polynomialOf(group, { private: made[nth]!.private, certificates, threshold: 2 })
    if (!dealt.ok) throw new Error(dealt.error)
    await stage.play(ballots.deal, actor, { id, polynomial: dealt.value.polynomial }, at)
  }
  for (const [nth, actor] of staff.entries()) {
    const vinput = must((await look(actor)).input, 'the shares for a trustee')
    const taken = await acceptShares(group, { private: made[nth]!.private, certificates, vinput })
    if (!taken.ok) throw new Error(taken.error)
    await stage.play(ballots.confirm, actor, { id, output: taken.value.voutput }, at)
  }
  return made.map(({ private: key }, nth) => ({ staff: (staff[nth] as Staff).id as string, private: key }))
}

type Staff = Extract<Actor, { kind: 'staff' }>

/** `data` is the folder of the running program: in a journey `inject('data')`. */
export async function openVotesStage(data: string, street = '310107015'): Promise<VotesStage> {
  const config = readConfig({ MOFANG_DATA: data })
  const opened = await openDatabaseOf(config, { maxConnections: 3 })
  let now: Date | null = null
  const { implementations } = compose(opened.database, {
    secret: keepSecret(config.data, 'session-secret'),
    name: opened.ownerUrl,
    now: () => now ?? new Date(),
    notary: config.notary,
    chain: config.chain.kind,
  })
  const player = playerOf(opened.database, street, implementations)
  const cast = await castOf(opened.database, street)
  const byName = new Map<string, Implementation>(implementations.map((each) => [each.operation.name, each]))
  const one = (role: string, nth = 0) => {
    let actor = cast.one(role, makeRng('votes'))
    const met = [actor.id as string]
    for (let n = 0; n < nth; n++) {
      actor = cast.other(role, met, makeRng('votes'))
      met.push(actor.id)
    }
    return actor
  }

  const stage: VotesStage = {
    street,
    cast,
    one,
    async play(command, actor, input, at = new Date()) {
      now = at
      try {
        return await player.play(command, actor, input, at)
      } finally {
        now = null
      }
    },
    async ask(query, actor, input, at = new Date()) {
      const handler = must(byName.get(query.name), query.name)
      const outcome = await perform({ database: opened.database, now: () => at }, handler, { street, actor, input })
      if (!outcome.ok) throw new Error(`${query.name} was refused: ${outcome.error}`)
      return outcome.value as never
    },
    async place(wish) {
      const here = Date.now()
      const minute = 60_000
      const isOpen = wish.phase === 'voting'
      const opensAt = new Date(here + (isOpen ? 0 : 2 * day))
      const closesAt = new Date(here + (wish.closesInMinutes ?? 5 * 24 * 60) * minute)
      const noticeAt = new Date(opensAt.getTime() - 18 * day)
      const convener = one('convener')
      const trustees = [one('trustee'), one('trustee', 1), one('trustee', 2)]
      const { staircase, compound } = await findStaircase(player, shanghaiDate(noticeAt), wish.staircase ?? 0)
      const id = newId()
      const draft = {
        id,
        title: wish.title,
        scope: { kind: 'staircase' as const, entry: staircase },
        mode: wish.mode ?? ('named' as const),
        group: wish.group ?? ('ed25519' as const),
        revote: wish.revote ?? false,
        questions: [...(wish.questions ?? [matter])],
        opensAt: opensAt.toISOString(),
        closesAt: closesAt.toISOString(),
        trustees: trustees.map((each) => each.id as string),
        threshold: 2,
      }
      const { version } = await stage.play(ballots.draftVote, convener, draft, noticeAt)
      const { warnings } = await stage.ask(ballots.electorate, convener, { id }, noticeAt)
      const left = new Set(warnings.flatMap(({ blocking, homes }) => (blocking ? homes : [])))
      for (const home of left) {
        const settlement = { kind: 'exclude' as const, home }
        const reason = '产权人待核实，本次不列入'
        const said = { id, settlementId: newId(), settlement, reason }
        await stage.play(ballots.settleElectorate, convener, said, noticeAt)
      }
      const { owners } = await stage.ask(ballots.electorate, convener, { id }, noticeAt)
      await stage.play(ballots.publishNotice, convener, { id, version, guardReason: '本楼共同决定采用' }, noticeAt)
      const { electionUuid } = await stage.ask(ballots.vote, convener, { id })
      const group = groupNamed(wish.group === 'belenios-2048' ? 'BELENIOS-2048' : 'Ed25519')
      const keys = await holdCeremony(stage, group, id, trustees, new Date(noticeAt.getTime() + day))
      const vote = { id, street, title: wish.title, compound, electionUuid, group, owners, trustees: keys }
      if (wish.phase !== 'noticing')
        // With the keys and mandates that there are by now.
        await stage.play(ballots.freezeRoll, one('registry'), { id }, new Date(here - (isOpen ? 200 : 0)))
      if (isOpen) await stage.play(ballots.advance, systemActor([ballots.advance.name]), { id }, opensAt)
      return vote
    },
    async letterOf({ id }, owner) {
      const registry = one('registry')
      const { items } = await stage.ask(ballots.letters, registry, { id })
      const letter =
        owner === '' ? items.find(({ printedAt }) => printedAt === null) : items.find((each) => each.owner === owner)
      const wanted = must(letter, `a letter for ${owner}`)
      const { letters } = await stage.play(ballots.printLetters, registry, { id, owners: [wanted.owner] })
      return must(letters[0], 'the letter')
    },
    // The server goes on: it is the running program that started it.
    close: () => opened.database.close(),
  }
  return stage
}
