import { must } from '#kernel/assert'
import { err, ok } from '#kernel/result'
import { findAttachment } from '#platform/files'
import { implement, type Context, type Implementation } from '#platform/operations'
import { ballots, freshRollRow, receive, type RollTerms } from '#engines/ballots/shared'
import type { BallotsDeps } from '../deps.ts'
import { staffOf, tell } from '../log.ts'
import { countPaper, lockOwner } from '../roll.store.ts'
import { setupOf } from '../setups.store.ts'
import { findVote, lockVote, shareVote, type Vote } from '../votes.store.ts'
import { fitsQuestions, isSameContent, sheetFault } from './fits-questions.ts'
import {
  addPaper,
  addSheet,
  classesOf,
  confirmPaper,
  endSheet,
  isScanUsed,
  lockPaper,
  papersOf,
  sheetOf,
  voidPaper,
} from './papers.store.ts'

/** Of a named vote what stands on it must be entered; of a secret one it must not. */
const wantsContent = (vote: Vote) => vote.mode === 'named'

async function tellPaper(
  context: Context,
  vote: Vote,
  paper: { id: string; owner: string; file: string },
  state: 'received' | 'confirmed' | 'void',
) {
  const { tx, street } = context
  const { log } = must(await setupOf(tx, street, vote.id), 'files of a vote that was frozen')
  const scan = must(await findAttachment(tx, street, paper.file), 'the scan of a paper')
  await tell(context, log, 'paper', {
    vote: vote.id,
    paper: paper.id,
    owner: paper.owner,
    state,
    scan: scan.originalSha256,
  })
}

export function paperHandlers(deps: BallotsDeps): readonly Implementation[] {
  const papers = implement(ballots.papers, async ({ tx, street }, { id }) => {
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
      })),
      classes: vote.mode === 'secret' ? await classesOf(tx, street, id) : [],
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

  const enterPaper = implement(ballots.enterPaper, async (context, { id, paper, owner, file, content }) => {
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
    const terms: RollTerms = {
      vote: id,
      key: row.publicKey,
      state: 'voting',
      opensAt: vote.opensAt,
      closesAt: vote.closesAt,
      revote: vote.revote,
    }
    const event = {
      kind: 'paper',
      sheet: paper,
      at,
      clerks: [by.id, 'second'],
      valid: content?.valid ?? true,
      vote: id,
    } as const
    const received = receive({ ...freshRollRow(owner), channel: row.state }, event, terms)
    if (!received.ok)
      return received.error === 'already_online' || received.error === 'already_on_paper'
        ? err(received.error)
        : err('step_not_due')
    if (!(await findAttachment(tx, street, file))) return err('file_not_found')
    if (await isScanUsed(tx, street, file)) return err('file_used')
    await addPaper(tx, street, id, {
      id: paper,
      owner,
      file,
      firstBy: by.id,
      firstName: by.name,
      firstAt: at,
      firstContent: content ?? null,
    })
    await countPaper(tx, street, id, row.area, 1)
    await tellPaper(context, vote, { id: paper, owner, file }, 'received')
    context.subject('vote', id)
    return ok({ paper })
  })

  const confirm = implement(ballots.confirmPaper, async (context, { id, paper, content }) => {
    const { tx, street, now } = context
    const by = staffOf(context)
    const vote = await shareVote(tx, street, id)
    if (!vote) return err('vote_not_found')
    if (vote.state !== 'voting' && vote.state !== 'closed') return err('step_not_due')
    const row = await lockPaper(tx, street, id, paper)
    if (!row) return err('paper_not_found')
    if (row.state !== 'received') return err('paper_not_open')
    if (row.firstBy === by.id) return err('own_entry')
    if (wantsContent(vote) !== (content !== undefined) || (content && !fitsQuestions(content, vote.questions)))
      return err('content_wrong')
    const agrees = isSameContent(row.firstContent, content ?? null)
    const said = { by: by.id, name: by.name, at: now, content: content ?? null }
    await confirmPaper(tx, street, id, paper, { state: agrees ? 'confirmed' : 'differing', ...said })
    if (agrees) await tellPaper(context, vote, row, 'confirmed')
    context.subject('vote', id)
    return ok({ paper, agrees })
  })

  const discard = implement(ballots.voidPaper, async (context, { id, paper, reason }) => {
    const { tx, street } = context
    const found = await lockPaper(tx, street, id, paper)
    const owner = found && (await lockOwner(tx, street, id, found.owner))
    const vote = await shareVote(tx, street, id)
    if (!vote) return err('vote_not_found')
    if (vote.state !== 'voting' && vote.state !== 'closed') return err('step_not_due')
    if (!found || !owner) return err('paper_not_found')
    if (found.state !== 'received' && found.state !== 'differing') return err('paper_not_open')
    const by = staffOf(context).id
    // Nobody strikes out alone: not what one entered, not where one's own second entry made the difference. After the close
    // the owner cannot vote instead any more, and the online result may be known: then a third hand is needed.
    const hands = vote.state === 'voting' ? [found.secondBy ?? found.firstBy] : [found.firstBy, found.secondBy]
    if (hands.includes(by)) return err('own_entry')
    await voidPaper(tx, street, id, found, by, reason)
    await countPaper(tx, street, id, owner.area, -1)
    await tellPaper(context, vote, found, 'void')
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
    if (found.firstBy === by.id) return err('own_entry')
    const inOrder = (given: typeof rows) => JSON.stringify(given.toSorted((a, b) => a.area - b.area).map(({ area, counts, invalid }) => [area, counts, invalid])) // prettier-ignore
    const agrees = inOrder(rows) === inOrder([...found.rows])
    // Two that differ are both gone: the urn is counted again.
    await endSheet(tx, street, id, sheet, { state: agrees ? 'confirmed' : 'void', by: by.id, name: by.name, at: now })
    context.subject('vote', id)
    return ok({ sheet, agrees })
  })
  return [papers, enterPaper, confirm, discard, enterSheet, confirmSheet]
}
