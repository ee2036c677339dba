import { newId } from '#kernel/id'
import { addDays, startOfDay } from '#kernel/time'
import { ballots, type RollLine, type Settlement, type VoteDraft } from '#engines/ballots/shared'
import { systemActor } from '#platform/operations'
import { saveBackup } from './backups.ts'
import { castBallots } from './cast-ballots.ts'
import { countPapers, enterPapers } from './papers.ts'
import type { Phase, PlannedVote } from './plans.ts'
import type { Held, Place, VoteStage } from './stage.ts'
import { decrypt, makeKeys, type Keepers } from './trustees.ts'
import type { Holder } from './wallets.ts'

const threshold = 2
const order: readonly Phase[] = ['drafting', 'noticing', 'frozen', 'voting', 'closed', 'decrypted', 'counted', 'published', 'filed'] // prettier-ignore
const hour = 3_600_000

async function draftOf(held: Held, place: Place, at: Date): Promise<VoteDraft> {
  const { plan, trustees } = held
  return {
    title: plan.title,
    scope: { kind: plan.scope, entry: place.entry },
    mode: plan.mode,
    group: 'ed25519',
    revote: false,
    questions: [...plan.questions],
    terms: {
      parkingCounts: false,
      invalidParticipates: false,
      notReturned: plan.clause ? 'participate_abstain' : 'not_participating',
      clause: plan.clause ?? null,
      clauseFile: plan.clause ? await held.photo('clause', at) : null,
      proxyCap: 3,
    },
    opensAt: held.opensAt.toISOString(),
    closesAt: held.closesAt.toISOString(),
    documents: plan.document ? [{ file: await held.photo('document', at), title: plan.document }] : [],
    trustees: trustees.map((each) => each.id),
    threshold,
  }
}

/** Puts the roll right as far as it must be, and has some co-owners name who votes for them; answers who has a wallet. */
async function settle(held: Held, at: Date): Promise<Holder[]> {
  const { player, convener, id, plan, compound } = held
  const seen = await player.play(ballots.electorate, convener, { id }, at)
  const decide = (settlement: Settlement, reason: string) =>
    player.play(ballots.settleElectorate, convener, { id, settlementId: newId(), settlement, reason }, at)
  for (const { code, homes, blocking } of seen.warnings) {
    const home = homes[0]
    if (!blocking || home === undefined) continue
    if (code === 'area_missing')
      await decide({ kind: 'set_area', home, area: 5_240, source: 'contract' }, '产权人提交买卖合同，经核对录入')
    else await decide({ kind: 'exclude', home }, '产权人不明，登记资料调取中，本次不列入')
  }
  // No credential attests an area that the registers do not know.
  const unmeasured = new Set(seen.units.filter(({ source }) => source === 'missing').map(({ owner }) => owner))
  const measured = seen.owners.filter(({ key }) => !unmeasured.has(key))
  const shared = measured.filter(({ kind }) => kind === 'co_owners').slice(0, 2)
  for (const { key, holders } of shared)
    await decide({ kind: 'name_representative', key, holder: holders[0]! }, '共有人书面推定')
  const alone = measured.filter(({ kind, holders }) => kind === 'person' && holders.length === 1)
  const voters = [...shared.slice(0, 1), ...alone].map(({ holders }) => holders[0]!)
  const holders: Holder[] = []
  for (const [nth, holder] of [...new Set(voters)].slice(0, plan.wallets).entries())
    holders.push(await held.wallets.receive(holder, compound, new Date(at.getTime() + (nth + 1) * 600_000)))
  const [first, last] = [holders[0], holders.at(-1)]
  if (plan.proxy && first && last && first !== last)
    await held.wallets.delegate(last, first, new Date(at.getTime() + 5 * hour), held.at(plan.days[2] + 30, 12))
  return holders
}

async function prepare(held: Held): Promise<Keepers> {
  const { player, registry, trustees, id, plan, at } = held
  const [noticed, opens] = plan.days
  const keepers = await makeKeys(
    player,
    trustees,
    id,
    [at(noticed + 1, 10), at(noticed + 2, 10), at(noticed + 3, 10)],
    threshold,
  )
  if (plan.objection === undefined && opens - noticed > 17) {
    const objection = newId()
    const said = { id, objection, owner: '0001', words: '名册所列户室号与产证不一致，请核对。' }
    await player.play(ballots.takeObjection, registry, said, at(noticed + 4, 14))
    const decision = { id, objection, decision: 'rejected' as const, reason: '经核对登记簿，户室号无误，已当面说明。' }
    await player.play(ballots.decideObjection, registry, decision, at(noticed + 6, 15))
  }
  await player.play(ballots.freezeRoll, registry, { id }, at(Math.min(opens - 2, -1), 10))
  return keepers
}

/** Letters are printed and brought to the doors before the first day of voting. */
async function deliver(held: Held, roll: readonly RollLine[], codes: Map<string, string>): Promise<void> {
  const { player, registry, clerks, id, plan, at } = held
  const printed = roll.filter(({ keyFrom }) => keyFrom === 'letter').map(({ no }) => no)
  const day = plan.days[1] - 1
  if (printed.length > 0) {
    const { letters } = await player.play(ballots.printLetters, registry, { id, owners: printed }, at(day, 11))
    for (const { owner, code } of letters) codes.set(owner, code)
  }
  const units = roll.flatMap((owner) => owner.units.map(({ no }) => no))
  const reached = units.slice(0, Math.ceil(units.length * 0.9))
  const file = await held.photo('delivery', at(day, 15))
  await player.play(
    ballots.recordDelivery,
    clerks[0],
    { id, delivery: newId(), units: reached, way: 'sign', file },
    at(day, 16),
  )
}

const clockwork = systemActor([ballots.advance.name])

/** Holds a vote through the real operations, at the instants at which people would have acted, up to its phase. */
export async function holdVote(stage: VoteStage, plan: PlannedVote, place: Place): Promise<string> {
  const { player, convener, registry, trustees, clerks, today } = stage
  const at = (days: number, hours: number) => new Date(startOfDay(addDays(today, days)).getTime() + hours * hour)
  const id = newId()
  const held: Held = {
    ...stage,
    id,
    plan,
    compound: place.compound,
    at,
    opensAt: at(plan.days[1], 9),
    closesAt: at(plan.days[2], 20),
    photo: (name, when) => stage.album.photo(`vote/${plan.key}/${name}`, when),
  }
  const reaches = (phase: Phase) => plan.until !== 'withdrawn' && order.indexOf(plan.until) >= order.indexOf(phase)
  const [noticed, , closes] = plan.days
  const drafted = at(Math.min(noticed - 3, -1), 10)
  await player.play(ballots.draftVote, convener, { id, ...(await draftOf(held, place, drafted)) }, drafted)
  if (plan.until === 'drafting') return id
  const holders = await settle(held, at(noticed - 2, 10))
  const reason = plan.mode === 'named' ? {} : { guardReason: '业主意见征询会要求无记名，已向业主说明推算风险。' }
  await player.play(ballots.publishNotice, convener, { id, version: 1, ...reason }, at(noticed, 10))
  if (plan.objection)
    await player.play(
      ballots.takeObjection,
      registry,
      { id, objection: newId(), owner: '0003', words: plan.objection },
      at(-1, 15),
    )
  if (plan.withdrawn) await player.play(ballots.withdraw, convener, { id, reason: plan.withdrawn }, at(noticed + 5, 16))
  if (!reaches('frozen')) return id

  const keepers = await prepare(held)
  if (!reaches('decrypted'))
    await Promise.all(
      trustees.map((each, nth) =>
        saveBackup(stage.dataFolder, {
          street: player.street,
          vote: id,
          title: plan.title,
          username: `tuo${nth + 1}`,
          index: nth + 1,
          secret: keepers.secrets[nth]!,
          certificate: keepers.certificates[nth]!,
        }),
      ),
    )
  if (!reaches('voting')) return id

  const codes = new Map<string, string>()
  const { items: roll } = await player.play(ballots.roll, registry, { id, limit: 500 }, at(plan.days[1] - 1, 10))
  await deliver(held, roll, codes)
  await player.play(ballots.advance, clockwork, { id }, held.opensAt)
  const papers = await castBallots(held, roll, codes, holders)
  await enterPapers(held, papers)
  if (!reaches('closed')) return id

  await player.play(ballots.advance, clockwork, { id }, held.closesAt)
  if (plan.mode === 'secret' && papers.length > 0) await countPapers(held, papers)
  await decrypt(player, trustees, keepers, { id, nth: 0, at: at(closes, 21) })
  if (!reaches('decrypted')) return id
  await decrypt(player, trustees, keepers, { id, nth: 2, at: at(closes, 22) })
  await player.play(ballots.signSheet, clerks[0], { id }, at(closes + 1, 10))
  if (!reaches('counted')) return id
  await player.play(ballots.signSheet, clerks[1], { id }, at(closes + 1, 11))
  if (!reaches('published')) return id
  await player.play(ballots.publishResult, convener, { id }, at(closes + 2, 10))
  if (!reaches('filed')) return id
  const filed = { id, number: `备案〔${today.slice(0, 4)}〕第 12 号` }
  await player.play(ballots.fileVote, stage.autonomy, filed, at(closes + 12, 10))
  return id
}
