import { isDigit, type Numeral } from './numerals.ts'
import type { UnitKind } from './units.ts'

/** What a number may be instead of a figure: a date, an address, a name, an ordinal, an age, a turn of phrase. */
export function countsNothing(
  text: string,
  numeral: Numeral,
  unit: { readonly name: string; readonly measure: UnitKind; readonly end: number },
  quoted: Uint8Array,
): boolean {
  const { start } = numeral
  const previous = text[start - 1] ?? '\n'
  const next = text[unit.end] ?? '\n'
  if (previous === '第' || next === '级' || next === '版' || next === '号') return true
  if (/[a-zA-Z×#№]/.test(previous) || /^[a-zA-Z]/.test(text.slice(unit.end, unit.end + 1))) return true
  if (text.slice(start - 2, start) === '**') return true
  if (isPlaceOrCode(text, numeral, unit.end)) return true
  if (isOtherWord(text, start, unit.end)) return true
  if (
    unit.name === '人' &&
    text[unit.end - 1] === '位' &&
    /(?:升|降|移|进|退)了?$/.test(text.slice(Math.max(0, start - 3), start))
  )
    return true
  if (unit.measure === 'time') return !isDuration(text, numeral, unit)
  if (unit.measure === 'age') return !isMeanAge(text, numeral, unit.end)
  if (numeral.written === 'characters') return !isCountInCharacters(text, numeral, unit, quoted)
  return isNumberedName(text, numeral, unit, quoted)
}

/** 9时12分, 2单元, 两位数, 三处罚, 三次产业: what looks like a measure word is part of another word. */
function isOtherWord(text: string, start: number, unitEnd: number): boolean {
  const [word, next] = [text[unitEnd - 1], text.slice(unitEnd, unitEnd + 2)]
  if (word === '分' && /\d[时点]$/.test(text.slice(start - 2, start))) return true
  if (word === '单' && next.startsWith('元')) return true
  if (word === '位' && next.startsWith('数')) return true
  if (word === '处' && /^[罚理置分]/.test(next)) return true
  if (word === '次' && /^(?:产业|分配)/.test(next)) return true
  return (
    word === '条' && next.startsWith('”') && /“[\p{Script=Han}]{2,8}$/u.test(text.slice(Math.max(0, start - 9), start))
  )
}

/** 1+3+X, 12-34-56, 3:30, 020/123. */
function isPlaceOrCode(text: string, { start, end }: Numeral, unitEnd: number): boolean {
  const previous = text[start - 1] ?? ''
  if (/[+]/.test(text[end] ?? '')) return true
  if (previous === '+' && unitEnd === end) return true
  if (/[-–—~～/:：]/.test(previous) && isDigit(text[start - 2]) && previous !== '：') return true
  return false
}

const lasting =
  /(?:平均|用时|耗时|时间|时长|时限|周期|期限|缩短|压缩|提速|提前|延长|服务|志愿|工期|历时|限时|为期|连续|经过|达到?|少于|超过?|在|约|近|到|为|仅|只需|至|由|从)$/

/** A length of time that says something: 平均用时3.5天, not 15分钟生活圈, 2023年 or 5月18日. */
function isDuration(text: string, numeral: Numeral, unit: { readonly name: string; readonly end: number }): boolean {
  if (numeral.written === 'characters' || unit.name === '年') return false
  if (/\.\d+\D*$/.test(text.slice(numeral.start, numeral.end))) return true
  const previous = text[numeral.start - 1] ?? ''
  if (previous === '月' || previous === '年') return false
  const word = text.slice(numeral.end, unit.end)
  if (word === '日' || word === '周' || word === '秒') return false
  const next = text.slice(unit.end, unit.end + 2)
  if (/^[前后起来来底初制社]/.test(next) || /圈/.test(text.slice(unit.end, unit.end + 8))) return false
  return (
    lasting.test(text.slice(Math.max(0, numeral.start - 4), numeral.start)) ||
    /^(?:[，。；、)）]|以内|之内|内|的)/.test(next)
  )
}

/** The ages of groups are names of the groups; means of ages are figures. */
function isMeanAge(text: string, { start }: Numeral, end: number): boolean {
  if (/^(?:及?以[上下]|至|的|[-~～—])/.test(text.slice(end, end + 2))) return false
  if (!/[，。；、）\n]/.test(text[end] ?? '\n')) return false
  return /年龄|寿命|下降|上升|提高|降低|[减增]|年轻/.test(text.slice(Math.max(0, start - 14), start))
}

/** What makes a Chinese numeral part of a word: 第五, 每三, 统一, 十四五, 三五成群, 一体. */
const wordBefore = /[第每前后这那某另首各同数几多整之其统唯逐专万星十百千初高周礼单双农初]/
/** 工单三百二十件, 上周十五件: past ten the character before ends a word of its own. */
const wordEnd = /[单周初]/
/** 三个进一步, 两大机遇: points of a programme rather than things. */
const abstractAfter =
  /^(?:个|大|项|条|种|类)?(?:维护|自信|意识|确立|坚持|代表|务必|当先|能力|全面|关系|文明|建设|责任|方针|不|没有|一|二|三|百年|统一|同|步|字|心|来源|环节|进一步|更加|强化|聚焦|围绕|确保|方面|战略|机遇|难点|难题|瓶颈|优势|理念|原则|精神|规定)/
/** 二十大, 十二次全会: meetings by their number. */
const meeting = /^(?:大(?!.{0,6}(?:场景|项目|平台|产业|工程|行动))|次(?:全|党|代|会|常|人))/

function isCountInCharacters(
  text: string,
  numeral: Numeral,
  unit: { readonly name: string; readonly measure: UnitKind; readonly end: number },
  quoted: Uint8Array,
): boolean {
  const { start, end, value } = numeral
  if (unit.measure === 'percent' || numeral.unit === '分之') return true
  if (unit.name === '番') return /翻(?:了|近|约|超过?)?$/.test(text.slice(Math.max(0, start - 3), start))
  if (quoted[start] === 1) return false
  if (value.n < 2n) return false
  // Two of a thing are 两; 二次供水 and 二级 are names.
  if (text.slice(start, end) === '二') return false
  if (unit.measure === 'times') return true
  if (unit.measure !== 'count' && unit.measure !== 'money') return unit.end - end > 1
  const previous = text[start - 1] ?? '\n'
  if (wordBefore.test(previous) && !(value.n > 10n && wordEnd.test(previous))) return false
  const word = text.slice(end, unit.end)
  if (abstractAfter.test(text.slice(end, end + 4))) return false
  if (value.n > 10n && meeting.test(text.slice(end, end + 10))) return false
  if (word === '次' && (previous === '届' || meeting.test(text.slice(end, end + 3)))) return false
  // 三类, 两方, 一路: kinds and sides of a scheme rather than things counted.
  return (
    !/^(?:类|种|方|门|面|把|对|起|笔|只|头|片|根|期|款|组|单|位|名|首|顿|课|顶|具|产|眼|班|板|餐|客|口|次)$/.test(
      word,
    ) || isClear(text, unit.end, value.n, word)
  )
}

/** 三期 and 两组 count where the clause ends with them or the number is past ten. */
function isClear(text: string, end: number, value: bigint, word: string): boolean {
  if (value > 10n && word !== '位') return true
  return /^[名位组次]$/.test(word) && /[\p{Script=Han}，。；、]/u.test(text[end] ?? '，')
}

const yearLike = /^(?:19|20)\d\d$/

/** 12345热线, 626平台, 古北620园区 carry no measure word; 2023个 does, 200弄 none of ours. */
function isNumberedName(
  text: string,
  { start, end }: Numeral,
  unit: { readonly name: string; readonly measure: UnitKind; readonly end: number },
  quoted: Uint8Array,
): boolean {
  const digits = text.slice(start, end)
  if (unit.end === end && yearLike.test(digits) && unit.measure === 'count') return true
  if (quoted[start] === 1 && text[unit.end] === '一') return true
  // 3.5万伏, 200ml and 3000户以上 qualify what is counted.
  return unit.name === '伏' || unit.name === 'ml' || unit.name === '千瓦'
}
