import { must } from '#kernel/assert'
import { canonicalJson } from '#kernel/canonical-json'
import { err, ok } from '#kernel/result'
import { shanghaiDate } from '#kernel/time'
import { anchorSoon } from '#engines/notary'
import { implement, type Context, type Implementation } from '#platform/operations'
import { ballots, clocksOf, isSamePerson, sha256Hex, takeStep, type ResultSheet } from '#engines/ballots/shared'
import { trusteesOf } from '../drafting/trustees-of-vote.store.ts'
import { voteFactsOf } from '../drafting/vote-facts.ts'
import { staffOf, tell } from '../log.ts'
import { lawOf } from '../rules/amendments.store.ts'
import { setupOf } from '../setups.store.ts'
import { resultOf } from '../trustees/factors.store.ts'
import { findVote, lockVote, moveVote, type Vote } from '../votes.store.ts'
import { announcementOf } from './announcement.ts'
import { figuresOf, type Figures } from './figures.ts'
import { presentResult } from './present-result.ts'
import { addSignature, addSignedSheet, postOf, signaturesOf, signedSheetOf } from './sheets.store.ts'
import { closeVote } from './tally.ts'

const enoughTellers = 2

/** What tellers put their names under: result.json without the names. */
function sheetText(vote: Vote, { decisions, annex, ballotsHash, delivered }: Figures): string {
  const sheet: ResultSheet = {
    v: 1,
    vote: vote.id,
    electionUuid: vote.electionUuid,
    mode: vote.mode,
    closedAt: must(vote.closedAt, 'a close'),
    ballotsHash,
    delivered,
    paper: sha256Hex(canonicalJson(annex)),
    questions: vote.questions.map(({ text }, place) => ({ text, decision: decisions[place]! })),
  }
  return canonicalJson(sheet)
}

/** result.json as it is published: the sheet with its hash and who signed it. */
function signedText(sheet: string, tellers: readonly { name: string; post: string; at: string }[]): string {
  return canonicalJson({ ...(JSON.parse(sheet) as object), sheet: sha256Hex(sheet), tellers })
}

async function open(context: Context, vote: Vote): Promise<void> {
  const { tx, street, now } = context
  const { log } = must(await setupOf(tx, street, vote.id), 'files of a vote that was frozen')
  await moveVote(tx, street, vote.id, 'voting', { opened_at: now })
  await tell(context, log, 'opened', { vote: vote.id })
  await anchorSoon(tx, street, log)
}

export function countingHandlers(): readonly Implementation[] {
  const advance = implement(ballots.advance, async (context, { id }) => {
    const { tx, street, now } = context
    const vote = await lockVote(tx, street, id)
    if (!vote) return err('vote_not_found')
    context.subject('vote', id)
    const law = await lawOf(context, vote)
    if (takeStep('open', voteFactsOf(vote, law), 'clock', now).ok) {
      await open(context, vote)
      return ok({ did: 'opened' })
    }
    if (!takeStep('close', voteFactsOf(vote, law), 'clock', now).ok) return ok({ did: 'nothing' })
    await closeVote(context, vote)
    await anchorSoon(tx, street, must(await setupOf(tx, street, id), 'files of a vote that was frozen').log)
    return ok({ did: 'closed' })
  })

  const resultSheet = implement(ballots.resultSheet, async (context, { id }) => {
    const vote = await findVote(context.tx, context.street, id)
    if (!vote) return err('vote_not_found')
    const figures = await figuresOf(context, vote)
    return figures ? ok(await presentResult(context, vote, figures)) : err('result_not_counted')
  })

  const result = implement(ballots.result, async (context, { id }) => {
    const vote = await findVote(context.tx, context.street, id)
    if (!vote || vote.state === 'drafting') return err('vote_not_found')
    const figures = vote.publishedAt === null ? undefined : await figuresOf(context, vote)
    return figures ? ok(await presentResult(context, vote, figures)) : err('result_not_published')
  })

  const signSheet = implement(ballots.signSheet, async (context, { id }) => {
    const { tx, street, now } = context
    const vote = await lockVote(tx, street, id)
    if (!vote) return err('vote_not_found')
    if (vote.state !== 'closed') return err('step_not_due')
    const figures = await figuresOf(context, vote)
    if (!figures?.settled) return err('step_not_due')
    const by = staffOf(context)
    if ((await trusteesOf(tx, street, id)).some(({ staff, name }) => isSamePerson({ id: staff, name }, by)))
      return err('teller_is_trustee')
    const sheet = sheetText(vote, figures)
    // Names under an older sheet, from before a paper was put right, are names under something else.
    const hash = sha256Hex(sheet)
    const before = (await signaturesOf(tx, street, id)).filter((each) => each.sheet === hash)
    if (before.some(({ staff }) => staff === by.id)) return err('signed_already')
    if (before.some(({ staff: id, name }) => isSamePerson({ id, name }, by))) return err('same_person')
    const signature = { staff: by.id, name: by.name, post: await postOf(tx, street, by.id), sheet: hash, at: now }
    await addSignature(tx, street, id, signature)
    const all = [...before, signature]
    const step = takeStep(
      'count',
      voteFactsOf(vote, await lawOf(context, vote), { tellersSigned: all.length }),
      'teller',
      now,
    )
    context.subject('vote', id)
    if (!step.ok) return ok({ signatures: all.length, enough: false })
    const paper = canonicalJson(figures.annex)
    const text = signedText(sheet, all.map(({ name, post, at }) => ({ name, post, at }))) // prettier-ignore
    await addSignedSheet(tx, street, id, { sheet: text, paper, at: now })
    const { log } = must(await setupOf(tx, street, id), 'files of a vote that was frozen')
    const openings = must(await resultOf(tx, street, id), 'a result').openings
    await tell(context, log, 'result', {
      vote: id,
      sheet: sha256Hex(text),
      paper: sha256Hex(paper),
      openings: openings === null ? null : sha256Hex(openings),
    })
    await moveVote(tx, street, id, step.value, { counted_at: now })
    await anchorSoon(tx, street, log)
    return ok({ signatures: all.length, enough: all.length >= enoughTellers })
  })

  const publish = implement(ballots.publishResult, async (context, { id }) => {
    const { tx, street, now } = context
    const vote = await lockVote(tx, street, id)
    if (!vote) return err('vote_not_found')
    if (vote.state === 'closed') return err('signatures_missing')
    const law = await lawOf(context, vote)
    const step = takeStep('publish', voteFactsOf(vote, law), 'convener', now)
    if (!step.ok) return err('step_not_due')
    const { log } = must(await setupOf(tx, street, id), 'files of a vote that was frozen')
    const { sheet } = must(await signedSheetOf(tx, street, id), 'a signed sheet')
    await moveVote(tx, street, id, step.value, { published_at: now })
    await tell(context, log, 'published', { vote: id, sheet: sha256Hex(sheet) })
    const late = clocksOf(voteFactsOf({ ...vote, publishedAt: now }, law), now).some(
      ({ clock, late: missed }) => clock === 'publish' && missed,
    )
    context.subject('vote', id)
    return ok({ publishedAt: now, late })
  })

  const fileVote = implement(ballots.fileVote, async (context, { id, number }) => {
    const { tx, street, now } = context
    const vote = await lockVote(tx, street, id)
    if (!vote) return err('vote_not_found')
    const law = await lawOf(context, vote)
    const step = takeStep('file', voteFactsOf(vote, law), 'autonomy', now)
    if (!step.ok) return err('step_not_due')
    const due = clocksOf(voteFactsOf(vote, law), now).find(({ clock }) => clock === 'file')?.due
    await moveVote(tx, street, id, step.value, { filed_at: now, filing: number })
    context.subject('vote', id)
    return ok({ filedAt: now, late: due !== undefined && shanghaiDate(new Date(now)) > due })
  })

  const announcement = implement(ballots.announcement, async (context, { id, of }) => {
    const vote = await findVote(context.tx, context.street, id)
    if (!vote) return err('vote_not_found')
    if (of === 'notice' ? vote.noticedAt === null : vote.publishedAt === null && vote.countedAt === null)
      return err('step_not_due')
    const figures = of === 'result' ? await figuresOf(context, vote) : undefined
    return ok(await announcementOf(context, vote, figures && (await presentResult(context, vote, figures))))
  })
  return [advance, resultSheet, result, signSheet, publish, fileVote, announcement]
}
