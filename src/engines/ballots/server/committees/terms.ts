import { sql } from 'kysely'
import { err, ok } from '#kernel/result'
import { shanghaiDate } from '#kernel/time'
import { attachmentsExist } from '#platform/files'
import { idFrom, implement, type Context, type Implementation } from '#platform/operations'
import {
  mattersBlockedBy,
  committeeParameterIds,
  committeeParameters,
  committeeStandings,
  committees,
  dueRenewals,
  groupFault,
  nextSteps,
  renewalClocks,
  serving,
  takeRenewalStep,
  termFault,
  voteMatters,
  type CommitteeStanding,
  type RenewalView,
} from '#engines/ballots/shared'
import { assessmentsOf, improvementsOf, trainingsOfCommittee } from './assessments.store.ts'
import { limitsOn, setLimits } from './limits.ts'
import { latestTerms, lineOf, renewalOf } from './standing.ts'
import {
  compoundsWithout,
  endMember,
  findRenewals,
  findTerms,
  insertMember,
  insertRenewal,
  insertStep,
  insertTerm,
  latestGrades,
  lockCompound,
  lockRenewal,
  setFiling,
  setPost,
  type KeptRenewal,
} from './terms.store.ts'

export const staffOf = ({ actor }: Context) => {
  if (actor.kind !== 'staff') throw new Error('Only staff look after committees.')
  return actor
}
export const todayOf = ({ now }: Context): string => shanghaiDate(new Date(now))
const percent = (part: number, whole: number): string | null =>
  // Half up in hundredths of a per cent, in integers.
  whole === 0 ? null : (Math.floor((20_000 * part + whole) / (2 * whole)) / 100).toFixed(2)
const isRepeated = (ids: readonly string[]) => new Set(ids).size < ids.length

async function viewOfRenewal(context: Context, renewal: KeptRenewal): Promise<RenewalView> {
  const today = todayOf(context)
  const limits = await limitsOn(context.tx, context.street, today)
  const { id, kind, termEnds, openedAt, reason, steps, group, vote } = renewal
  const plain = renewalOf(renewal)
  return {
    id,
    kind,
    termEnds,
    openedAt,
    reason,
    steps: [...steps],
    next: [...nextSteps(plain)],
    group: [...group],
    clocks: [...renewalClocks(plain, limits, today)],
    vote,
  }
}

/** Terms of committees and how they are renewed. */
export function termHandlers(): readonly Implementation[] {
  return [
    implement(committees.list, async (context, { standing }) => {
      const { tx, street } = context
      const { scope } = staffOf(context)
      const today = todayOf(context)
      const [terms, running, graded, limits] = [
        latestTerms(await findTerms(tx, street, { scope })),
        await findRenewals(tx, street, { running: true }),
        await latestGrades(tx, street),
        await limitsOn(tx, street, today),
      ]
      const lines = terms.map((term) =>
        lineOf(
          term,
          running.find(({ compound }) => compound === term.compound),
          graded.get(term.id),
          limits,
          today,
        ),
      )
      const counts = Object.fromEntries(
        committeeStandings.map((each) => [each, lines.filter((line) => line.standing === each).length]),
      ) as Record<CommitteeStanding, number>
      return ok({
        items: standing ? lines.filter((line) => line.standing === standing) : lines,
        counts,
        without: await compoundsWithout(tx, street, scope),
      })
    }),

    implement(committees.committee, async (context, { id }) => {
      const { tx, street } = context
      const { scope } = staffOf(context)
      const today = todayOf(context)
      const [term] = await findTerms(tx, street, { id, scope })
      if (!term) return err('committee_not_found')
      const all = await findTerms(tx, street, { compound: term.compound })
      const renewals = await findRenewals(tx, street, { compound: term.compound })
      const running = renewals.find(({ filed }) => !filed)
      const graded = await latestGrades(tx, street)
      const limits = await limitsOn(tx, street, today)
      const views: RenewalView[] = []
      for (const renewal of renewals) views.push(await viewOfRenewal(context, renewal))
      return ok({
        ...lineOf(term, running, graded.get(id), limits, today),
        members: [...term.members],
        filing: term.filing,
        earlier: all
          .filter((each) => each.number < term.number)
          .map(({ id: other, number, from, to }) => ({ id: other, number, from, to })),
        renewals: views,
        assessments: await assessmentsOf(tx, street, { committee: id }),
        improvements: await improvementsOf(tx, street, id),
        trainings: await trainingsOfCommittee(tx, street, id),
        blocked: running ? [...mattersBlockedBy(renewalOf(running), voteMatters)] : [],
      })
    }),

    implement(committees.dueOf, async (context, { year }) => {
      const { tx, street } = context
      const { scope } = staffOf(context)
      const today = todayOf(context)
      const [terms, renewals] = [await findTerms(tx, street, { scope }), await findRenewals(tx, street, {})]
      const judged = terms.map((term) => {
        const renewal = renewals.find(({ committee, kind }) => committee === term.id && kind !== 'by_election')
        return { term, due: { committee: term.id, to: term.to, renewal: renewal ? renewalOf(renewal) : null } }
      })
      const reckoned = dueRenewals(
        judged.map(({ due }) => due),
        year,
        today,
      )
      const items = judged.flatMap(({ term, due }) => {
        const alone = dueRenewals([due], year, today)
        if (alone.due === 0) return []
        const isElected = due.renewal?.steps.some(({ step }) => step === 'elected') ?? false
        const state = alone.filed ? 'filed' : isElected ? 'elected' : alone.started ? 'started' : 'waiting'
        return [
          { committee: term.id, name: term.name, to: term.to, state, isOverdue: alone.overdue.length > 0 } as const,
        ]
      })
      return ok({
        year,
        due: reckoned.due,
        started: reckoned.started,
        filed: reckoned.filed,
        overdue: reckoned.overdue.length,
        startedRate: percent(reckoned.started, reckoned.due),
        filedRate: percent(reckoned.filed, reckoned.due),
        items: items.toSorted((a, b) => (a.to < b.to ? -1 : a.to > b.to ? 1 : 0)),
      })
    }),

    implement(committees.addTerm, async (context, asked) => {
      const { tx, street, now } = context
      const { id, compound, number, seats, from, to } = asked
      if (!(await lockCompound(tx, street, compound))) return err('compound_unknown')
      const limits = await limitsOn(tx, street, todayOf(context))
      const members = asked.members.map((member) => ({ ...member, left: null }))
      if (isRepeated(members.map((member) => member.id))) return err('member_repeated')
      const fault = termFault({ compound, number, seats, from, to, members }, limits['committees.term.years'])
      if (fault) return err(fault)
      const others = await findTerms(tx, street, { compound })
      if (others.some((each) => each.number === number)) return err('term_number_used')
      if (others.some((each) => each.from <= to && from <= each.to)) return err('term_overlaps')
      const by = staffOf(context).id
      await insertTerm(tx, street, {
        id,
        compound,
        number,
        seats,
        from,
        to,
        members,
        filing: asked.filing ?? null,
        by,
        at: now,
      })
      context.subject('owners_committee', id)
      context.changed({ compound, number, from, to })
      return ok({ id })
    }),

    implement(committees.changeMember, async (context, { id, change }) => {
      const { tx, street } = context
      const [seen] = await findTerms(tx, street, { id })
      if (!seen) return err('committee_not_found')
      await lockCompound(tx, street, seen.compound)
      const term = (await findTerms(tx, street, { id }))[0]!
      context.subject('owners_committee', id)
      if ('joins' in change) {
        const { joins } = change
        if (term.members.some((member) => member.id === joins.id)) return err('member_repeated')
        if (joins.joined < term.from || joins.joined > todayOf(context)) return err('day_wrong')
        const isFull = serving(term.members, joins.joined).length >= term.seats
        if (joins.post !== 'alternate' && isFull) return err('members_many')
        await insertMember(tx, street, id, joins)
        return ok({ id })
      }
      const member = term.members.find((each) => each.id === ('leaves' in change ? change.leaves : change.member))
      if (!member) return err('member_not_found')
      if (member.left !== null) return err('member_left')
      if ('leaves' in change) {
        if (change.day < member.joined || change.day > todayOf(context)) return err('day_wrong')
        await endMember(tx, street, member.id, change.day, change.reason)
        return ok({ id })
      }
      const isFull = serving(term.members, todayOf(context)).length >= term.seats
      if (member.post === 'alternate' && change.post !== 'alternate' && isFull) return err('members_many')
      await setPost(tx, street, member.id, change.post)
      return ok({ id })
    }),

    implement(committees.openRenewal, async (context, { id, compound, kind, reason }) => {
      const { tx, street, now } = context
      if (!(await lockCompound(tx, street, compound))) return err('compound_unknown')
      if ((await findRenewals(tx, street, { compound, running: true })).length > 0) return err('renewal_open')
      const [latest] = await findTerms(tx, street, { compound })
      if ((kind === 'first') !== (latest === undefined)) return err('committee_not_found')
      if ((kind === 'early' || kind === 'by_election') && !reason) return err('renewal_reason_needed')
      const by = staffOf(context).id
      await insertRenewal(tx, street, {
        id,
        compound,
        committee: latest?.id ?? null,
        kind,
        reason: reason ?? null,
        by,
        at: now,
      })
      context.subject('renewal', id)
      context.changed({ compound, kind })
      return ok({ id })
    }),

    implement(committees.takeRenewalStep, async (context, asked) => {
      const { tx, street, now } = context
      const { id, step, day } = asked
      const kept = await lockRenewal(tx, street, id)
      if (!kept) return err('renewal_not_found')
      const decided = takeRenewalStep(renewalOf(kept), step, day, todayOf(context))
      if (!decided.ok) return decided
      if (step === 'group_formed') {
        if (!asked.group) return err('group_needed')
        const fault = groupFault(asked.group)
        if (fault) return err(fault)
      }
      if (asked.file && !(await attachmentsExist(tx, street, [asked.file]))) return err('proof_not_found')
      if (step === 'elected' && asked.vote && !(await isElection(context, asked.vote, kept.compound)))
        return err('vote_not_elected')
      if (step === 'filed') {
        if (!asked.filing) return err('filing_needed')
        const [latest] = await findTerms(tx, street, { compound: kept.compound })
        if (latest && latest.id !== kept.committee) await setFiling(tx, street, latest.id, asked.filing)
      }
      const { id: by, name } = staffOf(context)
      const group = step === 'group_formed' ? asked.group : undefined
      const vote = step === 'elected' ? asked.vote : undefined
      const note = [asked.note, step === 'filed' ? asked.filing : ''].filter(Boolean).join(' ')
      await insertStep(tx, street, id, { step, day, note, file: asked.file ?? null, name, by, at: now, group, vote })
      context.subject('renewal', id)
      context.changed({ step, day })
      return ok({ id })
    }),

    implement(committees.parameters, async (context) => {
      const set = await setLimits(context.tx, context.street, todayOf(context))
      return ok({
        items: committeeParameterIds.map((key) => {
          const { label, unit, value, basis, confidence } = committeeParameters[key]
          const own = set.find((each) => each.key === key)
          const said: [string, string] = [label[0], label[1]]
          return own
            ? {
                key,
                label: said,
                unit,
                value: own.value,
                basis: own.basis,
                confidence: 'sure' as const,
                from: own.from,
              }
            : { key, label: said, unit, value, basis, confidence, from: null }
        }),
      })
    }),

    implement(committees.setParameter, async (context, { key, from, value, basis }) => {
      const { tx, street, now } = context
      // Limits of days gone by were shown with what was in force then.
      if (from < todayOf(context)) return err('parameter_past')
      const { numAffectedRows } = await sql`
        insert into committee_parameters (street, key, "from", value, basis, set_by, set_at)
        values (${street}, ${key}, ${from}, ${value}, ${basis}, ${staffOf(context).id}, ${now}) on conflict do nothing`.execute(
        tx,
      )
      if (numAffectedRows === 0n) return err('parameter_exists')
      context.subject('parameter', idFrom('committee_parameter', key))
      context.changed({ key, from, value })
      return ok({ key })
    }),
  ]
}

/** Whether that vote elected a committee of the compound, and its result is published. */
async function isElection({ tx, street }: Context, vote: string, compound: string): Promise<boolean> {
  const { rows } = await sql<{ id: string }>`
    select id from votes where street = ${street} and id = ${vote} and compound = ${compound}
      and state in ('published', 'filed') and questions @> '[{"kind": "election"}]'`.execute(tx)
  return rows.length > 0
}
