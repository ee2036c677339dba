import { shanghaiDate } from '#kernel/time'
import { ok } from '#kernel/result'
import { periodOf, upTo } from '#model'
import { implement, type Implementation } from '#platform/operations'
import { isFigure, reports, sayFigure, type ClaimLink, type FigureForm } from '#engines/reports/shared'
import type { KnownMeasure, ReportsDeps } from './deps.ts'

type LinkedForm = ClaimLink['form']

/** Words before which a number of a measure stands, as the faces write it. */
interface Example {
  readonly words: string
  readonly measure: KnownMeasure
  readonly form: LinkedForm
}

const isLinked = (form: FigureForm): form is LinkedForm => ['value', 'numerator', 'denominator'].includes(form)
const isShare = ({ kind }: KnownMeasure) => kind === 'rate' || kind === 'weighted'

function examplesOf(deps: ReportsDeps): readonly Example[] {
  const known = deps.figures.measures()
  return deps.paragraphs.flatMap(({ paragraph: { text } }) =>
    text.flatMap((piece, at): Example[] => {
      const before = text[at - 1]
      const measure = isFigure(piece) ? known.get(piece.measure) : undefined
      if (!isFigure(piece) || !measure || !isLinked(piece.form) || !before || isFigure(before)) return []
      return [{ words: before[0].split(/[，。；、：]/).at(-1)!, measure, form: piece.form }]
    }),
  )
}

const pairsOf = (text: string) => {
  const letters = [...text.replace(/[^\p{Script=Han}\p{N}]/gu, '')]
  return new Set(letters.slice(1).map((letter, at) => letters[at]! + letter))
}

/** How much of the example's words the claim has, and of the name of the measure and of whose it is. */
function likeness(claimed: ReadonlySet<string>, { words, measure }: Example): number {
  const share = (text: string) => {
    const pairs = [...pairsOf(text)]
    return pairs.length === 0 ? 0 : pairs.filter((pair) => claimed.has(pair)).length / pairs.length
  }
  return Math.max(share(words), share(measure.label[0])) + share(`${measure.of[0]}${words}`) / 2
}

const least = 0.75

export function linkClaimsHandlers(deps: ReportsDeps): readonly Implementation[] {
  return [
    implement(reports.linkClaims, async ({ tx, street, now }, { year, claims }) => {
      const examples = examplesOf(deps)
      const found = claims.flatMap((claim) => {
        const pairs = pairsOf(claim.words)
        const fitting = examples
          .filter(({ measure, form }) => (claim.unit === '%') === (form === 'value' && isShare(measure)))
          .map((example) => ({ example, score: likeness(pairs, example) }))
          .filter(({ score }) => score >= least)
          .sort((a, b) => b.score - a.score)
        return fitting[0] ? [{ claim, example: fitting[0].example }] : []
      })
      const period = upTo(periodOf('year', `${year}-07-01`), shanghaiDate(new Date(now)))
      const { values } = await deps.figures.valuesOf(
        tx,
        street,
        found.map(({ example }) => ({ key: example.measure.key, period })),
      )
      return ok({
        items: found.map(({ claim, example: { measure, form } }, at): ClaimLink => {
          const ours = sayFigure(form, { kind: measure.kind, unit: measure.unit, now: values[at]! })
          const said = ours === null ? null : Number(ours.replace('%', ''))
          return {
            claim: claim.id,
            measure: measure.key,
            label: [...measure.label],
            of: [...measure.of],
            form,
            sentence: [...measure.sentence],
            ours,
            same: said !== null && Math.abs(said - claim.value) < 10 ** -claim.decimals,
            period: { from: period.from, to: period.to },
          }
        }),
        asOf: now,
      })
    }),
  ]
}
