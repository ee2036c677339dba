import { barPictureMm, barPictures, type DocumentPicture } from '#platform/documents'
import type { ChartBlock, EditionView } from '#engines/reports/shared'

/** The charts of an edition as the page draws them, by the block; of a chart without a value there is no picture. */
export async function chartPictures(
  edition: Pick<EditionView, 'blocks' | 'charts'>,
): Promise<ReadonlyMap<string, DocumentPicture>> {
  const charts = edition.blocks.flatMap((block) => {
    // Whoever writes names the blocks, and may name one `toString`.
    if (block.kind !== 'chart' || !Object.hasOwn(edition.charts, block.id)) return []
    const points = edition.charts[block.id]!
    return points.some(({ value }) => value !== null) ? [{ block, points }] : []
  })
  const drawn = await barPictures(charts.map(({ points }) => points))
  return new Map(
    charts.map(({ block, points }, at) => [
      block.id,
      {
        kind: 'picture',
        png: drawn[at]!,
        widthMm: barPictureMm,
        alt: inWords(block, points),
        caption: block.title,
      } satisfies DocumentPicture,
    ]),
  )
}

/** For whoever cannot see it. */
function inWords({ title }: ChartBlock, points: EditionView['charts'][string]): string {
  const known = points.filter(({ value }) => value !== null).toSorted((a, b) => Number(b.value) - Number(a.value))
  const [most, least] = [known[0]!, known.at(-1)!]
  const ends = `最高为${most.name}（${most.value}），最低为${least.name}（${least.value}）`
  return `柱形图“${title}”：${known.length > 1 ? ends : `${most.name}（${most.value}）`}；数值见图下的表。`
}
