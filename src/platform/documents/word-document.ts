import { openArchive, readContentType, readRelations } from '#platform/packages'
import type { Archive } from '#platform/packages'
import { deepestXml } from './limits.ts'
import type { DocumentLimits } from './limits.ts'
import { DocumentRefused } from './problems.ts'
import { openTurns } from './turns.ts'
import { wordStoryReader } from './word-story.ts'
import type { Meter, WordStory } from './word-story.ts'

/** A part of the largest takes a quarter of a gigabyte as letters, and all are read in this process. */
const inTurn = openTurns({ together: 2, waiting: 8 })

/** The body of a Word document and, after it, its notes. Macros, fields and links are never followed. */
export async function readWordDocument(
  bytes: Buffer,
  limits: DocumentLimits,
  signal: AbortSignal | undefined,
): Promise<WordStory> {
  return await inTurn(signal, () => readStory(bytes, limits, signal))
}

async function readStory(bytes: Buffer, limits: DocumentLimits, signal: AbortSignal | undefined): Promise<WordStory> {
  const archive = await openArchive(bytes, limits)
  try {
    const main = await findMainPart(archive)
    const relations = await readRelations(archive, main)
    const meter = meterOf(limits, signal)
    const parts = ['footnotes', 'endnotes'].flatMap((type) => {
      const target = relations.find((relation) => relation.type === type)?.target
      return target !== undefined && archive.has(target) ? [target] : []
    })
    const blocks = []
    for (const part of [main, ...parts]) {
      const reader = wordStoryReader(meter)
      await archive.readXml(part, reader.events, limits.partLetters, deepestXml)
      for (const block of reader.story().blocks) blocks.push(block)
    }
    return { blocks }
  } finally {
    archive.close()
  }
}

async function findMainPart(archive: Archive): Promise<string> {
  if (!archive.has('[Content_Types].xml')) {
    if (archive.has('OFD.xml')) throw new DocumentRefused('ofd_file')
    if (archive.has('mimetype') && archive.has('content.xml')) throw new DocumentRefused('open_document')
    throw new DocumentRefused('file_kind_unknown')
  }
  const root = await readRelations(archive, '')
  const main = root.find((relation) => relation.type === 'officeDocument')?.target
  if (main === undefined || !archive.has(main)) throw new DocumentRefused('content_type_wrong')
  const type = await readContentType(archive, main)
  if (/(wordprocessingml\.(document|template)|ms-word\.(document|template)\.macroEnabled\w*)\.main\+xml$/i.test(type)) {
    return main
  }
  const isOther = /spreadsheetml|presentationml|ms-excel|ms-powerpoint/i.test(type)
  throw new DocumentRefused(isOther ? 'other_document' : 'content_type_wrong')
}

function meterOf(limits: DocumentLimits, signal: AbortSignal | undefined): Meter {
  const end = performance.now() + limits.milliseconds
  let letters = 0
  let cells = 0
  let steps = 0
  return {
    letters(count) {
      letters += count
      if (letters > limits.letters) throw new DocumentRefused('text_too_long')
    },
    cell() {
      if (++cells > limits.cells) throw new DocumentRefused('too_many_cells')
    },
    step() {
      if (++steps % 1_000 !== 0) return
      if (signal?.aborted) throw new DocumentRefused('reading_stopped')
      if (performance.now() > end) throw new DocumentRefused('reading_too_slow')
    },
  }
}
