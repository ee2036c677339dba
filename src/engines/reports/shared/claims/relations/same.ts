import { compare } from '#kernel/rational'
import type { Claim } from '../claim.ts'
import type { Figure } from '../figures.ts'
import { oneSlipApart } from './addition.ts'
import { written, type Assertion, type Scene } from './assertion.ts'
import { changing, isAmount } from './words.ts'

const filler = /[，、的了共约近达到已累计全年今年去年本年成功先后新\d\s]/g

/** What a sentence begins with before it says what it is of, and says of all of it: 虽然, 一年来, 全社会. */
const opener = /^(?:虽然|尽管|但|(?:过去)?一年来|全(?:社会|街道|[区县镇乡村])|现有|共有|实现)+/
const closer = /(?:仅|仍|只|完成|实现|现有|共有)+$/

/** The words of a figure as a key: what is done, and to what. */
function keyOf(figure: Figure, label: string): string | undefined {
  const key = label.replace(opener, '').replace(filler, '').replace(closer, '')
  if (key.length < 4 || changing.test(figure.lead)) return undefined
  return `${figure.unit}|${key}`
}

function yearOf({ period }: Claim): string {
  return `${period?.year ?? ''}${period?.from ?? ''}${period?.to ?? ''}`
}

/** One digit apart, or two exchanged: the same number, miswritten; otherwise it may be of something else. */
function slipped(a: string, b: string, fewest: number): boolean {
  const [x, y] = [a.replace(/\D/g, ''), b.replace(/\D/g, '')]
  return x.length >= fewest && x.length <= 15 && oneSlipApart(BigInt(x), BigInt(y || '0'))
}

/** Said again in another paragraph, which repeats nothing else with other figures: that would be of another place. */
function isMiswritten(scene: Scene, claims: readonly Claim[], first: Figure, again: Figure): boolean {
  // Of two digits only where the words are the same and leave no doubt of what it is.
  const { label } = claims[again.index]!
  const fewest = label.length >= 6 && label === claims[first.index]!.label && isAmount(again) ? 2 : 3
  if (again.paragraph === first.paragraph || !slipped(written(scene.text, first), written(scene.text, again), fewest))
    return false
  if (again.measure === 'percent' && claims[again.index]!.label.length < 6) return false
  const around = (figure: Figure) =>
    scene.figures
      .slice(Math.max(0, figure.index - 8), figure.index + 9)
      .filter((other) => other.paragraph === figure.paragraph && other.index !== figure.index)
  const known = new Map(around(first).map((other) => [keyOf(other, claims[other.index]!.label), other]))
  return around(again).every((other) => {
    const key = keyOf(other, claims[other.index]!.label)
    const twin = key && known.get(key)
    return !twin || compare(twin.value, other.value) === 0
  })
}

/** The same figure said twice, in the same words, of the same time. */
export function repeatsOf(scene: Scene, claims: readonly Claim[]): Assertion[] {
  const seen = new Map<string, Figure[]>()
  for (const figure of scene.figures) {
    const claim = claims[figure.index]!
    const key = keyOf(figure, claim.label)
    if (!key) continue
    const whole = `${key}|${yearOf(claim)}|${claim.kind === 'target'}`
    const others = seen.get(whole)
    if (!others) seen.set(whole, [figure])
    else if (others.length < 4) others.push(figure)
  }
  return [...seen.values()].flatMap((group) => {
    const [first, ...others] = group
    if (!first || others.length === 0 || others.length > 2) return []
    return others.flatMap((again) => {
      const isEqual = compare(first.value, again.value) === 0
      const [a, b] = [written(scene.text, first), written(scene.text, again)]
      if (!isEqual && (others.length > 1 || !isMiswritten(scene, claims, first, again))) return []
      return [
        {
          kind: 'same',
          stated: again,
          joined: [first],
          computed: first.value,
          formula: `前文写 ${a}`,
          isFirm: true,
          verdict: isEqual ? 'reconciles' : 'contradicts',
          note: isEqual
            ? [`，此处写 ${b}，一致`, ` is said earlier and ${b} here: the same`]
            : [`，此处写 ${b}，前后不一`, ` is said earlier, but ${b} here`],
        } satisfies Assertion,
      ]
    })
  })
}
