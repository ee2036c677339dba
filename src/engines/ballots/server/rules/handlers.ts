import { err, ok } from '#kernel/result'
import { shanghaiDate } from '#kernel/time'
import { attachmentsExist } from '#platform/files'
import { implement, type Implementation } from '#platform/operations'
import {
  ballots,
  matterIds,
  secondHandFault,
  voteParameterIds,
  voteParameters,
  type AmendedRule,
  type Rule,
} from '#engines/ballots/shared'
import { staffOf } from '../log.ts'
import {
  addAmendment,
  amendmentsOf,
  confirmAmendment,
  lawBookOf,
  lockAmendment,
  withdrawAmendment,
  type AmendmentRow,
} from './amendments.store.ts'

/** A rule as it is sent: what is a copy may be written to. */
export const ruleLine = ({ article, quorum, majority, ...rule }: Rule) => ({
  ...rule,
  article: [...article] as [string, string],
  quorum: { area: { ...quorum.area }, heads: { ...quorum.heads } },
  majority: { area: { ...majority.area }, heads: { ...majority.heads } },
})

const mostOwnersOfProxy = 50

/** A cap of nought forbids proxies; nothing else can be nought. */
const isPossible = (amended: AmendedRule): boolean =>
  amended.kind === 'rule' || (amended.key === 'ballots.proxy.cap' ? amended.value <= mostOwnersOfProxy : amended.value > 0) // prettier-ignore

const stateOf = ({ confirmedBy, withdrawnReason }: AmendmentRow) =>
  withdrawnReason !== null ? 'withdrawn' : confirmedBy !== null ? 'confirmed' : 'proposed'

export function amendingHandlers(): readonly Implementation[] {
  return [
    implement(ballots.lawOfDay, async ({ tx, street, now }, { day }) => {
      const law = (await lawBookOf(tx, street))(day ?? shanghaiDate(new Date(now)))
      return ok({
        day: law.day,
        rules: matterIds.flatMap((matter) => {
          const rule = law.rules.get(matter)
          return rule ? [ruleLine(rule)] : []
        }),
        parameters: voteParameterIds.map((key) => {
          const { label, unit } = voteParameters[key]
          return { key, label: [...label] as [string, string], unit, ...law.parameter(key) }
        }),
      })
    }),
    implement(ballots.amendments, async ({ tx, street }) => {
      const rows = await amendmentsOf(tx, street)
      return ok({
        items: rows.map((row) => ({
          id: row.id,
          amended: row.amended,
          from: row.from,
          source: row.source,
          file: row.file,
          state: stateOf(row),
          proposedBy: row.proposedName,
          proposedAt: row.proposedAt,
          confirmedBy: row.confirmedName,
          withdrawnReason: row.withdrawnReason,
        })),
      })
    }),
    implement(ballots.proposeAmendment, async (context, { id, amended, from, source, file }) => {
      const { tx, street, now } = context
      if (from <= shanghaiDate(new Date(now))) return err('amendment_past')
      if (!isPossible(amended)) return err('amended_value_wrong')
      if (file && !(await attachmentsExist(tx, street, [file]))) return err('file_not_found')
      const { id: proposedBy, name: proposedName } = staffOf(context)
      const row = { id, amended, from, source, file: file ?? null, proposedBy, proposedName, proposedAt: now }
      if (!(await addAmendment(tx, street, row))) return err('amendment_exists')
      context.subject('vote_amendment', id)
      return ok({ id })
    }),
    implement(ballots.confirmAmendment, async (context, { id }) => {
      const { tx, street, now } = context
      const found = await lockAmendment(tx, street, id)
      if (!found) return err('amendment_not_found')
      if (stateOf(found) !== 'proposed') return err('amendment_settled')
      const by = staffOf(context)
      const fault = secondHandFault({ id: found.proposedBy, name: found.proposedName }, by)
      if (fault) return err(fault)
      // Votes announced today have been told what they are counted by.
      if (found.from <= shanghaiDate(new Date(now))) return err('amendment_past')
      await confirmAmendment(tx, street, id, { ...by, at: now })
      context.subject('vote_amendment', id)
      context.changed({ amended: found.amended, from: found.from, source: found.source })
      return ok({ id })
    }),
    implement(ballots.withdrawAmendment, async (context, { id, reason }) => {
      const { tx, street } = context
      const found = await lockAmendment(tx, street, id)
      if (!found) return err('amendment_not_found')
      if (stateOf(found) !== 'proposed') return err('amendment_settled')
      await withdrawAmendment(tx, street, id, staffOf(context).id, reason)
      context.subject('vote_amendment', id)
      return ok({ id })
    }),
  ]
}
