import { shanghaiDate } from '#kernel/time'
import type { DocumentBlock, DocumentPicture, DocumentRun, OfficialDocument } from '#platform/documents'
import { referenceKey, typedNumbersOf, type Block, type EditionView, type Run } from '#engines/reports/shared'

/**
 * An edition as an official document (GB/T 9704); until it is signed it says on each page that it is a draft. Under the
 * picture of a chart stand its numbers.
 */
export function paperOf(edition: EditionView, pictures: ReadonlyMap<string, DocumentPicture>): OfficialDocument {
  const { seal, street, title, state, asOf } = edition
  const day = seal && shanghaiDate(new Date(seal.at))
  return {
    // Whose report it is stands in a line of its own.
    title: title.startsWith(street) ? title.replace(street, `${street}\n`) : title,
    blocks: edition.blocks.flatMap((block) => {
      const picture = block.kind === 'chart' ? pictures.get(block.id) : undefined
      return picture ? [picture, blockOf(block, edition, picture)] : [blockOf(block, edition)]
    }),
    madeAt: seal?.at ?? asOf,
    ...(seal && { number: seal.number, letterhead: `${street}办事处文件` }),
    ...(day && {
      signature: { organisation: `${street}办事处`, date: day },
      record: { issuer: `${street}党政办公室`, issuedOn: day },
    }),
    ...(!seal && { draft: state === 'drafting' ? '草稿' : '送审稿' }),
  }
}

function blockOf(block: Block, edition: EditionView, picture?: DocumentPicture): DocumentBlock {
  const shown = new Map(edition.figures.map((each) => [each.key, each.shown]))
  switch (block.kind) {
    case 'heading':
      return { kind: 'heading', level: block.level, text: block.text }
    case 'paragraph':
      return { kind: 'paragraph', runs: block.runs.flatMap((run) => runsOf(run, shown, edition.seal !== null)) }
    case 'table': {
      const rows = block.rows.map((row) => row.map((cell) => cell.map((run) => wordsOf(run, shown)).join('')))
      return { kind: 'table', head: block.head, rows, caption: block.title }
    }
    case 'chart': {
      // Whoever writes names the blocks, and may name one `toString`.
      const points = Object.hasOwn(edition.charts, block.id) ? edition.charts[block.id]! : []
      const head = block.form === 'trend' ? ['月份', '数值'] : ['区域', '数值']
      const rows = points.map(({ name, value }) => [name, value ?? '—'])
      return { kind: 'table', head, rows, ...(!picture && { caption: block.title }) }
    }
  }
}

type Shown = ReadonlyMap<string, string | null>

function wordsOf(run: Run, shown: Shown): string {
  return run.kind === 'figure' ? (shown.get(referenceKey(run)) ?? '—') : run.text
}

/** In a draft, what nobody answers for yet stands on a bright ground. */
function runsOf(run: Run, shown: Shown, isSealed: boolean): DocumentRun[] {
  if (run.kind === 'outside') return [run.text]
  if (run.kind === 'figure') {
    const said = shown.get(referenceKey(run)) ?? null
    return [said === null ? { figure: '—', mark: 'unresolved' } : { figure: said }]
  }
  if (isSealed) return [run.text]
  const runs: DocumentRun[] = []
  let at = 0
  for (const { words, start, end } of typedNumbersOf(run.text)) {
    if (start > at) runs.push(run.text.slice(at, start))
    runs.push({ figure: words, mark: 'unresolved' })
    at = end
  }
  return at < run.text.length ? [...runs, run.text.slice(at)] : runs
}
