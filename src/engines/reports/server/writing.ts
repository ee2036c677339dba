import { err, ok } from '#kernel/result'
import { shanghaiDate } from '#kernel/time'
import { implement, type Context, type Implementation } from '#platform/operations'
import {
  fillIn,
  findTemplate,
  isFigure,
  layOut,
  referenceKey,
  reports,
  runsOf,
  type Block,
  type OfferedFigure,
  type Run,
} from '#engines/reports/shared'
import type { ReportsDeps } from './deps.ts'
import { addComment, addEdition, findEdition, resolveComment, saveText, streetName } from './editions.store.ts'
import { reckon } from './reckon.ts'

const staffOf = ({ actor }: Context) => {
  if (actor.kind !== 'staff') throw new Error('Only staff write reports.')
  return actor
}

/** Who says that a number came from outside is written down by the server: by name, when it was said or changed. */
function attribute(blocks: readonly Block[], before: readonly Block[], by: { name: string; at: string }): Block[] {
  const was = new Map(
    before.flatMap((block) => runsOf(block).flatMap((run) => (run.kind === 'outside' ? [[run.id, run]] : []))),
  )
  const signed = (run: Run): Run => {
    if (run.kind !== 'outside') return run
    const old = was.get(run.id)
    const isSame = old && old.text === run.text && old.source === run.source && old.evidence === run.evidence
    return isSame ? { ...run, by: old.by, at: old.at } : { ...run, by: by.name, at: by.at }
  }
  return blocks.map((block) => {
    if (block.kind === 'paragraph') return { ...block, runs: block.runs.map(signed) }
    if (block.kind === 'table') return { ...block, rows: block.rows.map((row) => row.map((cell) => cell.map(signed))) }
    return block
  })
}

/** Ids name blocks for comments and numbers for their seals: one each. */
function hasRepeats(blocks: readonly Block[]): boolean {
  const ids = blocks.map((block) => block.id)
  const runs = blocks.flatMap((block) => runsOf(block).flatMap((run) => (run.kind === 'text' ? [] : [run.id])))
  return new Set(ids).size < ids.length || new Set(runs).size < runs.length
}

export function writingHandlers(deps: ReportsDeps): readonly Implementation[] {
  const make = implement(reports.make, async (context, { id, template: templateId, year, title, filled }) => {
    const { tx, street, now } = context
    const by = staffOf(context)
    const template = findTemplate(templateId)
    if (!template) return err('template_unknown')
    const occasion = { street: (await streetName(tx, street)).name, year }
    const paragraphs = filled ? deps.paragraphs.map(({ paragraph }) => paragraph) : []
    const offered = paragraphs.flatMap(({ text }) => text.filter(isFigure))
    const today = shanghaiDate(new Date(now))
    const { figures } = await reckon(tx, deps, { street, year, today }, offered)
    const telling = (figure: OfferedFigure) => figures.get(referenceKey(figure))?.shown ?? null
    let made = 0
    const blocks = layOut(template, occasion, paragraphs, () => `b${++made}`, telling)
    const said = { id, template: templateId, year, title: title ?? fillIn(template.title, occasion), blocks }
    await addEdition(tx, street, { ...said, by: by.id, at: now })
    context.subject('report', id)
    context.changed({ template: templateId, year })
    return ok({ id, version: 1 })
  })

  const save = implement(reports.save, async (context, { id, version, title, blocks }) => {
    const { tx, street, now } = context
    const by = staffOf(context)
    const found = await findEdition(tx, street, id, true)
    if (!found) return err('edition_not_found')
    if (found.state !== 'drafting') return err('edition_not_drafting')
    if (found.version !== version) return err('edition_changed_meanwhile')
    if (hasRepeats(blocks)) return err('block_repeated')
    const text = attribute(blocks, found.blocks, { name: by.name, at: now })
    const saved = await saveText(tx, street, id, { title, blocks: text, by: by.id, at: now })
    context.subject('report', id)
    context.changed({ version: saved })
    return ok({ version: saved, savedAt: now })
  })

  const comment = implement(reports.comment, async (context, { commentId, id, block, words }) => {
    const { tx, street, now } = context
    const by = staffOf(context)
    const found = await findEdition(tx, street, id)
    if (!found) return err('edition_not_found')
    if (found.state === 'sealed') return err('edition_sealed')
    await addComment(tx, street, { id: commentId, edition: id, block, words, by: by.id, name: by.name, at: now })
    context.subject('report', id)
    return ok({ id: commentId })
  })

  const resolve = implement(reports.resolveComment, async (context, { id, commentId }) => {
    const { tx, street, now } = context
    const by = staffOf(context)
    const found = await findEdition(tx, street, id)
    if (!found) return err('edition_not_found')
    if (found.state === 'sealed') return err('edition_sealed')
    const isResolved = await resolveComment(tx, street, id, commentId, { name: by.name, at: now })
    if (!isResolved) return err('comment_not_found')
    context.subject('report', id)
    return ok({ id: commentId })
  })

  return [make, save, comment, resolve]
}
