import { shanghaiDate } from '#kernel/time'
import type { Context } from '#platform/operations'
import {
  decideCountersign,
  decideIssue,
  decideReview,
  decideSendBack,
  decideSign,
  decideSubmit,
  editionActs,
  figuresOf,
  mostUnresolved,
  findTemplate,
  nextIssuing,
  referenceKey,
  reports,
  type EditionAct,
  type EditionFile,
  type EditionView,
  type FigureView,
} from '#engines/reports/shared'
import { chartsOf } from './charts.ts'
import type { ReportsDeps } from './deps.ts'
import { commentsOf, fileOf, findEdition, stepsOf, streetName, type Edition } from './editions.store.ts'
import { reckon, viewsOf } from './reckon.ts'
import { findSeal, lastCode, numberOf, sealedFiguresOf, type Seal } from './seals.store.ts'
import { unresolvedOf } from './unresolved.ts'

/** Whoever has a hand in reports of the whole street reads them from the first draft; everybody else once they are issued. */
export function readsDrafts({ actor }: Pick<Context, 'actor'>): boolean {
  if (actor.scope?.kind !== 'street') return false
  return (['save', 'review', 'countersign', 'sign'] as const).some((verb) => actor.can.has(reports[verb].name))
}

/** The edition that the actor may read. */
export async function readable(context: Context, id: string): Promise<Edition | undefined> {
  const { tx, street } = context
  const found = await findEdition(tx, street, id)
  if (!found || readsDrafts(context)) return found
  const steps = await stepsOf(tx, street, id)
  return steps.some(({ step }) => step === 'issued') ? found : undefined
}

export async function presentEdition(context: Context, deps: ReportsDeps, edition: Edition): Promise<EditionView> {
  const { tx, street, now } = context
  const [steps, comments] = [await stepsOf(tx, street, edition.id), await commentsOf(tx, street, edition.id)]
  const { name, district } = await streetName(tx, street)
  const seal = await findSeal(tx, street, edition.id)
  const text = seal ?? edition
  const { figures, unresolved, charts } = seal
    ? { figures: await sealedViews(context, seal), unresolved: [], charts: { ...seal.charts } }
    : await liveText(context, deps, edition)
  const told = new Set(deps.paragraphs.flatMap(({ paragraph }) => paragraph.about ?? []))
  const signer = steps.find(({ step }) => step === 'signed')
  return {
    id: edition.id,
    template: edition.template,
    year: edition.year,
    title: text.title,
    state: edition.state,
    number: seal ? numberOf(seal) : null,
    changedAt: edition.changedAt,
    changedBy: edition.changedBy,
    street: name,
    version: edition.version,
    blocks: [...text.blocks],
    figures,
    charts,
    comments,
    steps: steps.map(({ staff: _, ...step }) => step),
    unresolved: unresolved.slice(0, mostUnresolved),
    unresolvedCount: unresolved.length,
    outside: (findTemplate(edition.template)?.topics ?? [])
      .filter((topic) => !told.has(topic.id))
      .map((topic) => ({ ...topic, name: [...topic.name] })),
    seal: seal
      ? { number: numberOf(seal), hash: seal.hash, position: seal.position, at: seal.sealedAt, by: signer?.by ?? '—' }
      : null,
    code: (await lastCode(tx, street)) ?? `沪${district.slice(0, 1)}${name.slice(0, 1)}街`,
    may: mayOf(context, fileOf(edition, steps, comments, unresolved.length)),
    asOf: now,
  }
}

async function liveText(context: Context, deps: ReportsDeps, { title, blocks, year }: Edition) {
  const { tx, street, now } = context
  const references = figuresOf(blocks)
  const reckoning = await reckon(tx, deps, { street, year, today: shanghaiDate(new Date(now)) }, references)
  return {
    figures: viewsOf(references, reckoning),
    unresolved: unresolvedOf({ title, blocks }, reckoning),
    charts: await chartsOf(tx, deps, { street, year }, blocks),
  }
}

async function sealedViews({ tx, street }: Context, seal: Seal): Promise<FigureView[]> {
  const sealed = new Map((await sealedFiguresOf(tx, street, seal.edition)).map((each) => [each.figure, each]))
  const views = new Map<string, FigureView>()
  for (const { kind: _, id, ...reference } of figuresOf(seal.blocks)) {
    const key = referenceKey(reference)
    const found = sealed.get(id)
    views.set(key, { ...reference, key, shown: found?.shown ?? null, label: found ? [...found.label] : ['', ''] })
  }
  return [...views.values()]
}

/** Asks the decisions themselves, so that the page promises nothing that the operation refuses. */
function mayOf({ actor }: Context, file: EditionFile): EditionView['may'] {
  if (actor.kind !== 'staff') return []
  const hand = { id: actor.id, version: file.version }
  const refusalOf = (act: EditionAct): string | null => {
    const next = nextIssuing(file.steps.map(({ step }) => step))
    const decided = {
      save: () => ({ ok: file.state === 'drafting', error: 'edition_not_drafting' }),
      submit: () => decideSubmit(file, hand),
      review: () => decideReview(file, hand),
      countersign: () => decideCountersign(file, hand),
      sign: () => decideSign(file, hand),
      sendBack: () => decideSendBack(file, hand),
      issue: () => (next ? decideIssue(file, next) : { ok: false, error: 'wrong_edition_step' }),
    }[act]()
    return decided.ok ? null : (decided as { error: string }).error
  }
  return editionActs.filter((act) => actor.can.has(reports[act].name)).map((act) => ({ act, refusal: refusalOf(act) }))
}
