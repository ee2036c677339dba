import type { Text } from '#kernel/text'
import { sources, type LookKind, type OwnFile, type Purpose, type SourceId } from '#engines/registers/shared'
import { sayDay } from '../story.ts'

export type OwnField = OwnFile['fields'][number]
export type OwnLook = OwnFile['looks'][number]

interface Group {
  readonly label: Text
  readonly names: readonly string[]
}

const groups: readonly Group[] = [
  {
    label: ['基本情况', 'About you'],
    names: [
      'name',
      'sex',
      'birth',
      'nation',
      'nationality',
      'education',
      'marital',
      'political',
      'workUnit',
      'livesAlone',
    ],
  },
  { label: ['证件和电话', 'Papers and telephone'], names: ['idType', 'idNumber', 'phone', 'phone2', 'hukouAddress'] },
  {
    label: ['有急事时找谁', 'Whom to call'],
    names: ['contactName', 'contactRelation', 'contactPhone'],
  },
]

/** What is held, in the order in which one would ask for it; what a face added comes last. */
export function grouped(fields: readonly OwnField[]): readonly { label: Text; fields: readonly OwnField[] }[] {
  const known = new Set(groups.flatMap(({ names }) => names))
  const found = groups.map(({ label, names }) => ({
    label,
    fields: names.flatMap((name) => fields.find((field) => field.name === name) ?? []),
  }))
  const rest = { label: ['其他', 'Other'] as const, fields: fields.filter(({ name }) => !known.has(name)) }
  return [...found, rest].filter((group) => group.fields.length > 0)
}

/** A civil day as one says it. */
export const sayCivilDay = (day: string, now: Date): Text => sayDay(`${day}T00:00:00+08:00`, now)

/** A value as it is read; a day as one says it. */
export const sayHeld = ({ value, said }: OwnField, now: Date): Text =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) ? sayCivilDay(value, now) : said

export const saySource = (source: SourceId): Text =>
  source === 'desk' ? ['工作人员登记', 'Entered by staff'] : sources[source]

const purposeWords: Readonly<Record<Purpose, Text>> = {
  visit: ['上门走访', 'to visit you'],
  case: ['办理您或周边的事项', 'to deal with a matter'],
  service: ['办理待遇或服务', 'for a benefit or a service'],
  verify: ['核对登记是否正确', 'to check the register'],
  emergency: ['应急', 'in an emergency'],
  notice: ['通知您', 'to notify you'],
}

const lookWords: Readonly<Record<LookKind, Text>> = {
  unmask: ['看了您的证件号、电话等完整信息', 'saw your numbers in full'],
  restricted: ['看了您的信息', 'looked at your data'],
  list: ['列入了要联系的名单', 'put you on a list of people to reach'],
  export: ['导出的名单里有您', 'took out a list with you on it'],
  view: ['给您出具了查询码', 'gave you a code'],
}

/** Who looked: the office, or the person at this page. */
export function sayWho({ by, unit }: OwnLook): Text {
  if (by === 'resident') return ['您本人（凭查询码）', 'You, with your code']
  if (by === 'system') return ['系统对接', 'A connected system']
  return unit === null ? ['街道工作人员', 'Staff of the subdistrict'] : [unit, unit]
}

export function sayLook({ by, kind, purpose }: OwnLook): Text {
  if (by === 'resident') return ['看了这份登记', 'opened this file']
  const did = lookWords[kind]
  if (purpose === null) return did
  const why = purposeWords[purpose]
  return [`${did[0]}，用于${why[0]}`, `${did[1]}, ${why[1]}`]
}

/** Minutes matter to whoever asks who looked: 11月22日 09:30, in Shanghai. */
export function sayMinute(at: string, now: Date): Text {
  const clock = new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(11, 16)
  const [zh, en] = sayDay(at, now)
  return [`${zh} ${clock}`, `${en}, ${clock}`]
}

export type Trouble = 'wrong' | 'outdated' | 'not_mine' | 'missing' | 'not_to_hold'

/** What may be wrong with an entry that is there. */
export const troubles: Readonly<Record<Exclude<Trouble, 'missing'>, Text>> = {
  wrong: ['记错了', 'It is wrong'],
  outdated: ['已经变了', 'It has changed'],
  not_mine: ['不是我的', 'It is not mine'],
  not_to_hold: ['不应该登记', 'It should not be held'],
}

/** What the case says: which entry, what is wrong with it, what it should be. */
export function correctionWords(item: string, trouble: Trouble, right: string): string {
  const said = right.trim()
  if (trouble === 'missing') return `${item}：漏登了，要补充。${said}`.trim()
  return `${item}：${troubles[trouble][0]}。${said && `应为：${said}`}`
}
