import type { Figure } from '../figures.ts'
import type { Assertion, Scene } from './assertion.ts'
import { meansOf, timesOf } from './means.ts'
import { isCompletion, isRate } from './rate-words.ts'
import { ratesOf } from './rates.ts'
import { sharesOf } from './named-share.ts'
import { changing, isAmount, isShare, saysTogether } from './words.ts'

const shareWords = /占(?!比)(?<whole>[^，。；、]{0,16})$/
const shareOf = /(?:比例|比重|占比|份额)(?:(?:达到?|为|是|约|近|超过?|至|[:：])*)$/

export function ratiosOf(scene: Scene, stated: Figure): Assertion[] {
  if (!isShare(stated)) return isAmount(stated) || stated.unit === '' ? meansOf(scene, stated) : timesOf(scene, stated)
  if (changing.test(stated.lead) || /力争|目标|确保|争取/.test(stated.lead)) return []
  const within = shareWords.exec(stated.lead)
  if (saysTogether(stated.lead)) return []
  if (within) return sharesOf(scene, stated, within.groups!['whole']!)
  if (shareOf.test(stated.lead)) return sharesOf(scene, stated, '')
  const between = scene.figures[stated.index - 1]
  if (between && /^的$/.test(stated.lead) && /占/.test(between.lead) && !isCompletion(between.lead))
    return sharesOf(scene, stated, '')
  return isRate(stated) ? ratesOf(scene, stated) : []
}
