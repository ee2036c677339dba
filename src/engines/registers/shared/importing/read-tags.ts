import { readDay } from '../read-day.ts'
import type { CareTag, Tags } from '../tags.ts'
import { monthOf, plainDay } from './plain-day.ts'
import { doubtful, remark, type RowReason } from './reason.ts'
import { plainHead } from './targets.ts'

export interface ReadTag {
  readonly tag: string
  readonly details: Readonly<Record<string, string>>
}

const yes = /^(是|有|√|✓|✔|☑|1|y|yes|t|true|对|属于|属|符合|v)$/i
const no = /^(否|无|没有|没|×|✗|☐|x|0|n|no|f|false|不|不是|未|未有|-|—|–|\/|空|非|健康|正常|健全|良好)$/i
/** It was so or may become so, and is not so today. */
const notNow =
  /退出|注销|取消|停发|停保|停止|终止|脱贫|摘帽|过期|失效|撤销|(?:申请|审核|审批|办理|公示|评定)中|^已?申请$|^待|^拟|^曾/
const denied = /^(?:尚未|并非|未|不|非|无|没有?)(?<what>.+)$/
const asked = /^(?:是|有|享|评|办|领|申|纳|持|参|登|达|符|属|定|鉴|认定|在|入)/
/** Of what degree or since when it is so, by which paper, or how much is paid for it. */
const details =
  /[一二三四五六七八九十\dA-DIV]\s*[级类档]|^[重中轻]度|极重度|证号|^\d{17}[\dX](?:[1-7][1-4]B?\d?)?$|^\d[\d,.]*元|^\d{3,6}(?:\.\d{1,2})?$|^\d{2,3}岁$|^(?:是|有|√)[(,:; ]./i

/** The tags that a row says, and what it says of them. A value that is neither yes nor no makes a person look. */
export function readTags(
  tags: Tags,
  given: Readonly<Record<string, string>>,
  today: string,
  reasons: RowReason[],
): ReadTag[] {
  const found = new Map<string, ReadTag>()
  for (const [target, written] of Object.entries(given)) {
    if (!target.startsWith('tag:')) continue
    const tag = target.slice(4)
    const known = Object.hasOwn(tags, tag) ? tags[tag]! : undefined
    const text = written.trim()
    if (!known || known.restricted || no.test(text)) continue
    const label = known.label[0]
    if (yes.test(text) || namesOf(known).includes(plainHead(text))) found.set(tag, { tag, details: {} })
    else if (isNotSo(known, text))
      reasons.push(
        remark(target, 'tag_not_now', [`“${label}”写“${text}”，不记此标签`, `${known.label[1]}: ${text}, not marked`]),
      )
    else if (isDetail(known, text, today)) found.set(tag, { tag, details: { value: text.slice(0, 100) } })
    else
      reasons.push(
        doubtful(target, 'tag_unclear', [
          `“${label}”写“${text}”，不知是否，未记标签，请改为“是”或“否”`,
          `${known.label[1]}: ${text} is neither yes nor no, not marked`,
        ]),
      )
  }
  for (const word of (given['tags'] ?? '').split(/[、,，;；/\n\s]+/)) {
    if (word === '' || no.test(word)) continue
    const plain = plainHead(word)
    const known = Object.entries(tags).find(([, tag]) => namesOf(tag).includes(plain))
    if (known && !known[1].restricted) found.set(known[0], { tag: known[0], details: {} })
    else if (known)
      reasons.push(
        remark('tags', 'restricted_withheld', ['受限标签未读取，请由专管员办理', 'A restricted tag was not read']),
      )
    else reasons.push(remark('tags', 'tag_unknown', [`标签“${word}”未能识别，仅留存`, `No such tag: ${word}`]))
  }
  return [...found.values()]
}

const namesOf = (tag: CareTag): readonly string[] => [tag.label[0], ...(tag.heads ?? [])].map(plainHead)

function isNotSo(tag: CareTag, written: string): boolean {
  const text = written.normalize('NFKC')
  // 不能自理 denies nothing: it is what the tag is about.
  if (tag.kinds?.some((kind) => text.startsWith(kind))) return false
  if (notNow.test(text)) return true
  const what = denied.exec(text)?.groups?.['what']
  return what !== undefined && (asked.test(what) || namesOf(tag).some((name) => name.includes(what)))
}

function isDetail(tag: CareTag, written: string, today: string): boolean {
  const text = written.normalize('NFKC')
  if (details.test(text) || [...(tag.kinds ?? []), ...namesOf(tag)].some((word) => text.includes(word))) return true
  return readDay(text) !== null || plainDay(text, today) !== null || monthOf(text, today) !== null
}
