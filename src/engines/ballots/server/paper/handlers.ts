import { err, ok } from '#kernel/result'
import { findAttachment } from '#platform/files'
import { implement, type Context, type Implementation } from '#platform/operations'
import {
  ballots,
  exposedByPaper,
  freshRollRow,
  receive,
  secondHandFault,
  type RollRefusal,
  type RollTerms,
} from '#engines/ballots/shared'
import type { BallotsDeps } from '../deps.ts'
import { staffOf } from '../log.ts'
import { countPaper, lockOwner, type OwnerRow } from '../roll.store.ts'
import { lawOf } from '../rules/amendments.store.ts'
import { findVote, lockVote, shareVote, type Vote } from '../votes.store.ts'
import { tellPaper } from './tell-paper.ts'
import { fitsQuestions, isSameContent, sheetFault } from './fits-questions.ts'
import {
  addPaper,
  addSheet,
  areasOf,
  classesOf,
  confirmPaper,
  endSheet,
  findPaper,
  isScanUsed,
  lockPaper,
  papersOf,
  sheetOf,
  voidPaper,
  waitingPaper,
} from './papers.store.ts'

/** Of a named vote what stands on it must be entered; of a secret one it must not. */
const wantsContent = (vote: Vote) => vote.mode === 'named'

/** How few of one area are too few, by the law of the vote's day. */
const fewest = async (context: Pick<Context, 'tx' | 'street' | 'now'>, vote: Vote) =>
  (await lawOf(context, vote)).numberOf('ballots.guard.class')

const termsOf = (vote: Vote, { publicKey }: OwnerRow): RollTerms => ({
  vote: vote.id,
  key: publicKey,
  state: vote.state === 'voting' ? 'voting' : 'closed',
  opensAt: vote.opensAt,
  closesAt: vote.closesAt,
  revote: vote.revote,
})

const otherChannel = (error: RollRefusal): error is 'already_online' | 'already_on_paper' =>
  error === 'already_online' || error === 'already_on_paper'

/** The owner's row, then the vote's, then the paper's: as a cast does, so that none waits for another in a ring. */
async function holdPaper({ tx, street }: Context, id: string, paper: string) {
  const known = await findPaper(tx, street, id, paper)
  const owner = known && (await lockOwner(tx, street, id, known.owner))
  const vote = await shareVote(tx, street, id)
  const row = known && (await lockPaper(tx, street, id, paper))
  return { owner, vote, row }
}

export function paperHandlers(deps: BallotsDeps): readonly Implementation[] {
  const papers = implement(ballots.papers, async (context, { id }) => {
    const { tx, street } = context
    const vote = await findVote(tx, street, id)
    if (!vote) return err('vote_not_found')
    if (vote.frozenAt === null) return err('roll_not_frozen')
    const rows = await papersOf(tx, street, id)
    const sheet = await sheetOf(tx, street, id)
    return ok({
      items: rows.map((row) => ({
        id: row.id,
        owner: row.owner,
        state: row.state,
        firstBy: row.firstName,
        firstAt: row.firstAt,
        secondBy: row.secondName,
        file: row.file,
        accepted: row.accepted,
      })),
      classes: vote.mode === 'secret' ? await classesOf(tx, street, id) : [],
      exposed: vote.mode === 'secret' ? exposedByPaper(await areasOf(tx, street, id), await fewest(context, vote)) : [],
      sheet: sheet
        ? {
            id: sheet.id,
            state: sheet.state,
            rows: [...sheet.rows],
            firstBy: sheet.firstName,
            secondBy: sheet.secondName,
          }
        : null,
    })
  })

  const enterPaper = implement(ballots.enterPaper, async (context, { id, paper, owner, file, content, accepted }) => {
    const { tx, street } = context
    const by = staffOf(context)
    // The owner's row before the vote's, as a cast does: two who wait for each other would both be thrown back.
    const row = await lockOwner(tx, street, id, owner)
    const vote = await shareVote(tx, street, id)
    if (!vote) return err('vote_not_found')
    if (vote.state !== 'voting') return err('step_not_due')
    if (!row) return err('owner_not_on_roll')
    if (wantsContent(vote) !== (content !== undefined) || (content && !fitsQuestions(content, vote.questions)))
      return err('content_wrong')
    const at = deps.now().toISOString()
    const event = { kind: 'paper', sheet: paper, at, clerks: [by.id, 'second'], vote: id } as const
    const received = receive({ ...freshRollRow(owner), channel: row.state }, event, termsOf(vote, row))
    if (!received.ok) return err(otherChannel(received.error) ? received.error : 'step_not_due')
    if (await waitingPaper(tx, street, id, owner)) return err('paper_waits')
    if (vote.mode === 'secret' && accepted !== true) {
      const own = (await areasOf(tx, street, id)).find(({ area }) => area === row.area)
      if ((own?.papers ?? 0) + 1 < (await fewest(context, vote))) return err('acceptance_needed')
    }
    if (!(await findAttachment(tx, street, file))) return err('file_not_found')
    if (await isScanUsed(tx, street, file)) return err('file_used')
    await addPaper(tx, street, id, {
      id: paper,
      owner,
      file,
      accepted: accepted === true,
      firstBy: by.id,
      firstName: by.name,
      firstAt: at,
      firstContent: content ?? null,
    })
    await tellPaper(context, id, { id: paper, owner, file }, 'received')
    context.subject('vote', id)
    return ok({ paper })
  })

  const confirm = implement(ballots.confirmPaper, async (context, { id, paper, content }) => {
    const { tx, street, now } = context
    const by = staffOf(context)
    const { owner, vote, row } = await holdPaper(context, id, paper)
    if (!vote) return err('vote_not_found')
    if (vote.state !== 'voting' && vote.state !== 'closed') return err('step_not_due')
    if (!row || !owner) return err('paper_not_found')
    // Who voted online meanwhile has voted: the paper was not received by two before.
    if (owner.state === 'electronic') return err('already_online')
    if (row.state !== 'received') return err('paper_not_open')
    const fault = secondHandFault({ id: row.firstBy, name: row.firstName }, by)
    if (fault) return err(fault)
    if (wantsContent(vote) !== (content !== undefined) || (content && !fitsQuestions(content, vote.questions)))
      return err('content_wrong')
    const agrees = isSameContent(row.firstContent, content ?? null)
    const said = { by: by.id, name: by.name, at: now, content: content ?? null }
    // It came before the close, when the first of the two took it; the second may read it afterwards.
    const event = { kind: 'paper', sheet: paper, at: row.firstAt, clerks: [row.firstBy, by.id], vote: id } as const
    const received = receive({ ...freshRollRow(row.owner), channel: owner.state }, event, termsOf(vote, owner))
    if (!received.ok) return err(received.error === 'already_online' ? received.error : 'paper_not_open')
    await confirmPaper(tx, street, id, row, { state: agrees ? 'confirmed' : 'differing', ...said })
    if (agrees) {
      await countPaper(tx, street, id, owner.area, 1)
      await tellPaper(context, vote.id, row, 'confirmed')
    }
    context.subject('vote', id)
    return ok({ paper, agrees })
  })

  const discard = implement(ballots.voidPaper, async (context, { id, paper, reason }) => {
    const { tx, street } = context
    const { owner, vote, row: found } = await holdPaper(context, id, paper)
    if (!vote) return err('vote_not_found')
    if (vote.state !== 'voting' && vote.state !== 'closed') return err('step_not_due')
    if (!found || !owner) return err('paper_not_found')
    if (found.state !== 'received' && found.state !== 'differing') return err('paper_not_open')
    const by = staffOf(context)
    // Nobody strikes out alone: not what one entered, not where one's own second entry made the difference. After the close
    // the owner cannot vote instead any more, and the online result may be known: then a third hand is needed.
    const first = { id: found.firstBy, name: found.firstName }
    const second = found.secondBy === null ? first : { id: found.secondBy, name: found.secondName ?? '' }
    for (const hand of vote.state === 'voting' ? [second] : [first, second]) {
      const fault = secondHandFault(hand, by)
      if (fault) return err(fault)
    }
    await voidPaper(tx, street, id, found, by.id, reason)
    await tellPaper(context, vote.id, found, 'void')
    context.subject('vote', id)
    return ok({ paper })
  })

  const enterSheet = implement(ballots.enterSheet, async (context, { id, sheet, rows, file }) => {
    const { tx, street, now } = context
    const by = staffOf(context)
    const vote = await lockVote(tx, street, id)
    if (!vote) return err('vote_not_found')
    if (vote.state !== 'closed' || vote.mode !== 'secret') return err('step_not_due')
    if (await sheetOf(tx, street, id)) return err('sheet_exists')
    if ((await papersOf(tx, street, id)).some(({ state }) => state === 'received' || state === 'differing'))
      return err('papers_open')
    if (!(await findAttachment(tx, street, file))) return err('file_not_found')
    const fault = sheetFault(rows, await classesOf(tx, street, id), vote.questions)
    if (fault) return err(fault)
    await addSheet(tx, street, id, { id: sheet, rows, file, firstBy: by.id, firstName: by.name, at: now })
    context.subject('vote', id)
    return ok({ sheet })
  })

  const confirmSheet = implement(ballots.confirmSheet, async (context, { id, sheet, rows }) => {
    const { tx, street, now } = context
    const by = staffOf(context)
    const vote = await lockVote(tx, street, id)
    if (!vote) return err('vote_not_found')
    if (vote.state !== 'closed') return err('step_not_due')
    const found = await sheetOf(tx, street, id)
    if (!found || found.id !== sheet || found.state !== 'received') return err('sheet_not_found')
    const same = secondHandFault({ id: found.firstBy, name: found.firstName }, by)
    if (same) return err(same)
    const inOrder = (given: typeof rows) => JSON.stringify(given.toSorted((a, b) => a.area - b.area).map(({ area, counts, invalid }) => [area, counts, invalid])) // prettier-ignore
    const agrees = inOrder(rows) === inOrder([...found.rows])
    // Two that differ are both gone: the urn is counted again.
    await endSheet(tx, street, id, sheet, { state: agrees ? 'confirmed' : 'void', by: by.id, name: by.name, at: now })
    context.subject('vote', id)
    return ok({ sheet, agrees })
  })
  return [papers, enterPaper, confirm, discard, enterSheet, confirmSheet]
}
