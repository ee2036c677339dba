import type { Text } from '#kernel/text'
import { codeTroubles, plainCode, readPhone, readRealEstateUnit, readUscc, type CodeTrouble, type Field } from '#model'
import { checkDocument, type CheckedDocument } from './check-document.ts'
import { readDay } from './read-day.ts'
import { readNumber } from './read-number.ts'
import type { Fields, Register, RegisterField } from './register.ts'

export interface CheckedFields {
  /** What holds, as it is kept. A field said to be empty is null; one that does not hold is not there. */
  readonly fields: Fields
  /** What does not hold, for who has to mend it. */
  readonly problems: Readonly<Record<string, Text>>
  /** What holds by itself and contradicts something else that was said. */
  readonly doubts: Readonly<Record<string, Text>>
}

export interface Checking {
  /** Of a new entry: what must be there must be said. */
  readonly whole?: boolean
  /** What stands, where only part is said: the type of a document belongs to its number. */
  readonly standing?: Fields
  /** YYYY-MM-DD; nobody is born after it. */
  readonly today?: string
}

type Value = string | number | boolean
type Read = { readonly value: Value } | { readonly problem: Text }

const needed: Text = ['必填', 'This is needed']
const unknownField: Text = ['名册没有这一项', 'The register has no such field']

/** Checks what was said of an entry, field by field, and puts it in the shape in which it is kept. The desk and every import pass here. */
export function checkFields(
  register: Register,
  said: Readonly<Record<string, unknown>>,
  { whole = false, standing = {}, today }: Checking = {},
): CheckedFields {
  const fields: Record<string, Value | null> = {}
  const problems: Record<string, Text> = {}
  const doubts: Record<string, Text> = {}
  for (const [name, written] of Object.entries(said)) {
    const known = Object.hasOwn(register.fields, name) ? register.fields[name] : undefined
    if (!known) problems[name] = unknownField
    else if (written === undefined) continue
    else if (isEmpty(written)) {
      if (known.field.optional) fields[name] = null
      else problems[name] = needed
    } else if (known.check === 'identity') continue
    else {
      const read = readField(known, written)
      if ('problem' in read) problems[name] = read.problem
      else fields[name] = withoutWord(name, read.value)
    }
  }
  for (const [name, { check }] of Object.entries(register.fields)) {
    if (check !== 'identity' || isEmpty(said[name])) continue
    const type = fields['idType'] ?? standing['idType']
    const read = checkDocument(String(said[name]), typeof type === 'string' ? type : null, today)
    if (read.ok) agree(name, read.value, { said, fields, doubts })
    else problems[name] = codeTroubles[read.error]
  }
  if (register.id === 'person') compareWithStanding(fields, standing, doubts, today)
  if (today && typeof fields['birth'] === 'string' && fields['birth'] > today)
    problems['birth'] = ['出生日期晚于今天', 'Born after today']
  if (today && typeof fields['birth'] === 'string' && fields['birth'] < yearsBefore(today, oldest))
    problems['birth'] = [`出生日期早于${oldest}年前，请核对`, `Born more than ${oldest} years ago`]
  if (whole)
    for (const [name, { field }] of Object.entries(register.fields))
      if (!field.optional && !(name in fields)) problems[name] ??= needed
  return { fields, problems, doubts }
}

/** Nobody is known to have lived longer; an older birth is a slip of the century. */
const oldest = 130
const yearsBefore = (day: string, years: number) => `${Number(day.slice(0, 4)) - years}${day.slice(4)}`

const birthDiffers: Text = ['与证件号码中的出生日期不一致', 'Not the date of birth in the document number']
const sexDiffers: Text = ['与证件号码中的性别不一致', 'Not the sex in the document number']
const typeDiffers: Text = ['与证件号码不符', 'Not the type of this document number']

/** A number that tells birth and sex says them too, where nobody else did. */
function agree(
  name: string,
  { number, type, birth, sex }: CheckedDocument,
  {
    said,
    fields,
    doubts,
  }: { said: Readonly<Record<string, unknown>>; fields: Record<string, Value | null>; doubts: Record<string, Text> },
): void {
  fields[name] = number
  if (fields['idType'] === undefined || fields['idType'] === null) fields['idType'] = type
  else if (fields['idType'] !== type) doubts['idType'] = typeDiffers
  for (const [field, told, differs] of [
    ['birth', birth, birthDiffers],
    ['sex', sex, sexDiffers],
  ] as const) {
    if (told === null) continue
    if (isEmpty(said[field])) fields[field] ??= told
    else if (typeof fields[field] === 'string' && fields[field] !== told) doubts[field] = differs
  }
}

/** Someone who mends only the birth must hear that the number which stands says another one. */
function compareWithStanding(
  fields: Readonly<Record<string, Value | null>>,
  standing: Fields,
  doubts: Record<string, Text>,
  today: string | undefined,
): void {
  const number = standing['idNumber']
  if (typeof number !== 'string' || fields['idNumber'] !== undefined) return
  const type = fields['idType'] ?? standing['idType']
  const read = checkDocument(number, typeof type === 'string' ? type : null, today)
  if (!read.ok) return
  const { birth, sex } = read.value
  if (birth && typeof fields['birth'] === 'string' && fields['birth'] !== birth) doubts['birth'] = birthDiffers
  if (sex && typeof fields['sex'] === 'string' && fields['sex'] !== sex) doubts['sex'] = sexDiffers
}

const isEmpty = (written: unknown) =>
  written === null ||
  written === undefined ||
  (typeof written === 'string' && /^[\s\u3000]*[-—–/／无]?[\s\u3000]*$/.test(written))

const words: Readonly<Record<string, string>> = { lane: '弄', sublane: '支弄', number: '号', room: '室' }

/** 100弄 3号 201室 under 弄, 号 and 室 are 100, 3 and 201. */
function withoutWord(name: string, value: Value): Value {
  const word = Object.hasOwn(words, name) ? words[name] : undefined
  if (!word || typeof value !== 'string' || !value.endsWith(word) || value.length === word.length) return value
  return value.slice(0, -word.length).trim()
}

/** Full-width letters, digits and blanks made plain. Brackets stay: a licence has them full-width. */
function plainText(written: string): string {
  return written
    .replaceAll(/[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]/g, (each) =>
      String.fromCharCode(each.charCodeAt(0) - 0xfee0),
    )
    .replaceAll(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replaceAll(/[\s\u3000]+/g, ' ')
    .trim()
}

/** 张 三, however wide the blank, is 张三; 阿卜杜拉·买买提 has one dot, whichever was typed. */
function plainName(written: string): string {
  const text = plainText(written).replaceAll(/[•・‧∙．]/g, '·')
  return /\p{Script=Han}/u.test(text) ? text.replaceAll(' ', '') : text
}

function readField({ field, mask, check }: RegisterField, written: unknown): Read {
  if (typeof written === 'string' && /[\p{Cs}\0]/u.test(written))
    return { problem: ['含有无法保存的字符', 'Has a character that cannot be kept'] }
  if (typeof written !== 'string' && typeof written !== 'number' && typeof written !== 'boolean')
    return { problem: ['无法识别', 'Cannot be read'] }
  switch (field.kind) {
    case 'text': {
      const text =
        mask === 'name' ? plainName(String(written)) : field.long ? String(written).trim() : plainText(String(written))
      // The blanks and dashes of a code are none of its letters.
      if ((check ? text.replaceAll(/[\s-]/g, '') : text).length > field.max)
        return { problem: [`不能超过${field.max}字`, `No more than ${field.max} characters`] }
      return check ? readCode(check, text) : { value: text }
    }
    case 'choice':
      return readChoice(field, String(written))
    case 'integer':
      return typeof written === 'boolean'
        ? { problem: ['应为整数', 'A whole number is needed'] }
        : readNumber(field, written)
    case 'flag':
      return readFlag(field.label, written)
    case 'day': {
      const day = readDay(written)
      return day ? { value: day } : { problem: ['日期应写明年月日，如 1950-03-02', 'A whole day, as 1950-03-02'] }
    }
    case 'phone':
      return readCode('phone', String(written))
  }
}

function readCode(check: NonNullable<RegisterField['check']>, text: string): Read {
  const said = (trouble: CodeTrouble): Read => ({ problem: codeTroubles[trouble] })
  switch (check) {
    case 'phone': {
      const phone = readPhone(text)
      return phone.ok ? { value: phone.value.number } : said(phone.error)
    }
    case 'uscc': {
      const uscc = readUscc(text)
      return uscc.ok ? { value: uscc.value.code } : said(uscc.error)
    }
    case 'real_estate': {
      const unit = readRealEstateUnit(text)
      return unit.ok ? { value: unit.value.code } : said(unit.error)
    }
    case 'house_code': {
      const code = plainCode(text)
      return /^[0-9A-Z-]{4,40}$/.test(code)
        ? { value: code }
        : { problem: ['房屋编码应为字母和数字', 'A house code has letters and digits'] }
    }
    case 'identity':
      return { value: plainCode(text) }
  }
}

const shortWords: Readonly<Record<string, string>> = {
  '1': 'male',
  '2': 'female',
  m: 'male',
  f: 'female',
  身份证: 'resident',
  二代证: 'resident',
  第二代身份证: 'resident',
  户口簿: 'resident',
  回乡证: 'hmt_travel',
  台胞证: 'hmt_travel',
  港澳居民来往内地通行证: 'hmt_travel',
  台湾居民来往大陆通行证: 'hmt_travel',
  外国人永久居留证: 'foreign_permanent',
  军人证: 'military',
  居住: 'residential',
  居住用房: 'residential',
  直管公房: 'public_rent',
  士兵证: 'military',
}

function readChoice(field: Extract<Field, { kind: 'choice' }>, written: string): Read {
  const text = plainText(written).toLowerCase()
  const short = shortWords[text]
  if (short && Object.hasOwn(field.options, short)) return { value: short }
  const options = Object.entries(field.options)
  const exact = options.find(([id, label]) => id === text || label[0] === text || label[1].toLowerCase() === text)
  if (exact) return { value: exact[0] }
  const near = options.filter(([, [zh]]) => zh.includes(text) || text.includes(zh))
  if (near.length === 1) return { value: near[0]![0] }
  const list = options.map(([, label]) => label)
  return {
    problem: [`应为：${list.map(([zh]) => zh).join('、')}`, `One of: ${list.map(([, en]) => en).join(', ')}`],
  }
}

function readFlag(label: Text, written: string | number | boolean): Read {
  if (typeof written === 'boolean') return { value: written }
  const text = plainText(String(written)).toLowerCase()
  if (
    /^(是|有|对|真|√|✓|☑|v|y|yes|true|1)$/.test(text) ||
    text === label[0] ||
    (text.length > 1 && label[0].startsWith(text))
  )
    return { value: true }
  // 已签 and 未签 of 门责制签约.
  const [, done, what] = /^(已|未)(.+)$/.exec(text) ?? []
  if (what !== undefined && label[0].includes(what)) return { value: done === '已' }
  if (/^(否|没有|不是|不|非|假|×|✗|☐|x|n|no|false|0)$/.test(text)) return { value: false }
  return { problem: ['应为“是”或“否”', 'Yes or no'] }
}
