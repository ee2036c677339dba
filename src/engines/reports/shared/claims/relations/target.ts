import { compare } from '#kernel/rational'
import type { Figure } from '../figures.ts'
import { sameUnit } from '../units.ts'
import { isAim } from './completion.ts'
import { written, type Assertion, type Scene } from './assertion.ts'
import { isAmount, sharedRun, wordsOf } from './words.ts'

const reached = /超额完成|超额实现|超出(?:年度)?目标|全面完成|圆满完成|如期完成|提前完成/
const actual = /实际|完成|实现|已|去年|全年|完工|竣工|开工|签约/

/** An aim named by what stands around it: 目标为 120 部; “新开工 63 台、新竣工 21 台”的任务指标. */
function isNamedAim({ text }: Scene, figure: Figure): boolean {
  if (isAim(figure)) return true
  const quoted = /^[^“”]{0,24}”的?[^，。；]{0,6}(?:目标|指标|任务)/.test(text.slice(figure.end, figure.end + 36))
  return quoted && !/完成“[^”]*$/.test(text.slice(Math.max(0, figure.start - 30), figure.start))
}

/** 超额完成: what was done against what was to be done, of the same thing and near each other. */
export function targetsOf(scene: Scene, done: Figure): Assertion[] {
  if (!isAmount(done) || isNamedAim(scene, done) || done.approximation || !actual.test(done.lead)) return []
  const rest = scene.text.slice(done.end, done.end + 60).split(/[。；\n]/)[0]!
  const said = reached.exec(rest)
  if (!said) return []
  const aims = scene.figures
    .slice(Math.max(0, done.index - 8), done.index)
    .filter(
      (aim) =>
        done.sentence - aim.sentence <= 1 &&
        done.paragraph === aim.paragraph &&
        sameUnit(aim.unit, done.unit) &&
        isNamedAim(scene, aim),
    )
  const alike = (aim: Figure) => sharedRun(wordsOf(aim), wordsOf(done))
  const aim = aims.toSorted((a, b) => alike(b) - alike(a))[0]
  if (!aim || (alike(aim) < 2 && aims.length > 1)) return []
  return [against(scene, done, aim, said[0])]
}

function against({ text }: Scene, done: Figure, aim: Figure, said: string): Assertion {
  const isShort = compare(done.value, aim.value) < 0
  return {
    kind: 'target',
    stated: done,
    joined: [aim],
    computed: aim.value,
    formula: `目标 ${written(text, aim)}，实际 ${written(text, done)}`,
    isFirm: true,
    verdict: isShort ? 'contradicts' : 'reconciles',
    note: isShort
      ? [`，文中称“${said}”，不符`, ' (aimed at, done): short of the aim the text says was met']
      : ['，已达目标', ' (aimed at, done): the aim is met'],
  }
}
