import { idForm } from '#kernel/new-id'
import type { Text } from '#kernel/text'
import { readDay } from '../read-day.ts'
import { mayBeYuan, withUnit } from '../read-number.ts'
import type { Fields, Register } from '../register.ts'
import type { ResidenceKind } from '../ties.ts'
import type { Tags } from '../tags.ts'
import type { ImportKind } from '../operations/imports.ts'
import { checkFields } from '../validate-fields.ts'
import { placeFields } from './place-fields.ts'
import { readAddress, readPlace, type ParsedCell, type ReadAddress } from './read-address.ts'
import { plainDay } from './plain-day.ts'
import { readDayInto } from './read-day-into.ts'
import { isNotGiven, notGiven } from './not-given.ts'
import { oddName } from './odd-name.ts'
import { phones, readContactInto, readPhonesInto } from './read-phones-into.ts'
import { readOwners, type ReadOwner } from './read-owners.ts'
import { doubtful, remark, wrong, type RowReason } from './reason.ts'
import { readTags, type ReadTag } from './read-tags.ts'
import { saidUnit } from './units.ts'

/** What a row says, as it would be kept. */
export interface Reading {
  readonly fields: Fields
  /** What helps to recognise and is not kept: a birth without its day. */
  readonly hints: Fields
  readonly address: ReadAddress | null
  readonly relation: string | null
  readonly residence: ResidenceKind | null
  readonly role: 'owns' | 'rents' | null
  readonly since: string | null
  readonly tags: readonly ReadTag[]
  /** Of a home; absent where none is named. */
  readonly owners?: readonly ReadOwner[]
  /** The number of an entry here, as an exported list has it; absent where none is given. */
  readonly entry?: string
  readonly reasons: readonly RowReason[]
}

export interface Interpreting {
  readonly kind: ImportKind
  readonly register: Register
  readonly tags: Tags
  readonly today: string
  /** Where a compound lies, by its name: 茅台路1234弄. */
  readonly compounds: ReadonlyMap<string, string>
}

const residences: readonly (readonly [RegExp, ResidenceKind])[] = [
  [/人户一致|户在人在|常住户籍|本市户籍且居住|人在户在/, 'HUKOU_PRESENT'],
  [/人户分离|人在户不在/, 'PRESENT_NO_HUKOU'],
  [/户在人不在|空户/, 'HUKOU_ABSENT'],
  [/来沪|外来|流动|外省|居住证/, 'MIGRANT'],
  [/港澳|台湾|台胞|港澳台/, 'HMT'],
  [/境外|外籍|外国/, 'FOREIGN'],
  [/集体|空挂/, 'COLLECTIVE'],
]
const gone = /已故|死亡|去世|亡故|过世|注销/
const relations =
  /^(户主|本人|配偶|妻|妻子|夫|丈夫|老伴|子|儿子|长子|次子|女|女儿|长女|次女|儿媳|媳妇|女婿|孙子|孙女|外孙|外孙女|父|父亲|母|母亲|公公|婆婆|岳父|岳母|兄|弟|姐|妹|保姆|租客|租户|业主)$/

/** Reads what was given, whether it stood in the file or was typed since. */
export function interpret(how: Interpreting, given: Readonly<Record<string, string>>): Reading {
  const { kind, register, today } = how
  const reasons: RowReason[] = []
  const said: Record<string, unknown> = {}
  const hints: Record<string, string> = {}
  const ofPeople = kind === 'person' || kind === 'tags'
  for (const target of Object.keys(given)) if (target.startsWith('field:')) said[target.slice(6)] = given[target]
  for (const [name, written] of Object.entries(said)) {
    const known = register.fields[name]
    if (known && isNotGiven(known.field, String(written))) {
      delete said[name]
      reasons.push(notGiven(`field:${name}`, String(written)))
    } else if (known?.field.kind === 'day') readDayInto(name, String(written), { said, hints, reasons, today })
    else if (known?.field.kind === 'integer')
      said[name] = withUnit(String(written), given[`${saidUnit}field:${name}`] ?? '')
    else if (name === 'contactName' || name === 'operator') readContactInto(register, name, said, reasons)
  }
  for (const name of phones) if (typeof said[name] === 'string') readPhonesInto(name, said[name], said, reasons)
  let relation = given['relation']?.trim() || null
  if (ofPeople) relation = readSaid(given['@said'] ?? '', relation, said, reasons)
  const address = readPlace(how, given, reasons)
  // A home or premises is named by its address: one cell is taken apart, several are put in the usual form.
  if (address && (kind === 'home' || kind === 'premises'))
    for (const [name, value] of Object.entries(placeFields(address.parts)))
      if (name in register.fields) said[name] = value

  const checked = checkFields(register, said, { whole: true, today })
  for (const [name, text] of Object.entries(checked.problems)) {
    if (kind === 'home' && name === 'room' && address === null) continue
    const isMissing = said[name] === undefined || said[name] === ''
    reasons.push(wrong(`field:${name}`, isMissing ? 'field_missing' : 'field_wrong', prefixed(register, name, text)))
  }
  const odd = ofPeople && typeof checked.fields['name'] === 'string' ? oddName(checked.fields['name']) : null
  if (odd) reasons.push(wrong('field:name', 'name_odd', prefixed(register, 'name', odd)))
  for (const [name, written] of Object.entries(said)) {
    const known = register.fields[name]
    if (known && typeof written === 'string' && mayBeYuan(known.field, written, checked.fields[name]))
      reasons.push(
        doubtful(`field:${name}`, 'unit_unclear', [
          `“${written}”没有写明单位，按万元计过大，请写明“元”或“万元”`,
          `${written} has no unit and is very much in units of 10,000 yuan: write 元 or 万元`,
        ]),
      )
  }
  for (const [name, text] of Object.entries(checked.doubts))
    reasons.push(doubtful(`field:${name}`, 'field_contradicts', prefixed(register, name, text)))
  const owners = kind === 'home' ? readOwners(given, today, reasons) : []
  const entry = readEntry(given['entry'], reasons)
  const { fields } = checked
  // An enterprise lies where it works.
  const operatingPlace = kind === 'enterprise' && fields['operatingPlace']
  const works = operatingPlace ? readAddress(how, { address: String(operatingPlace) }) : null
  const spoken: Record<string, string | number | boolean> = {}
  for (const [name, value] of Object.entries(fields)) if (value !== null) spoken[name] = value
  if (hints['birth'] && typeof spoken['birth'] === 'string') delete hints['birth']
  // The number of a document knows the day better than whoever wrote it beside a remark.
  const unclear = reasons.findIndex(({ code, target }) => code === 'day_unclear' && target === 'field:birth')
  if (unclear >= 0 && typeof spoken['birth'] === 'string')
    reasons[unclear] = { ...reasons[unclear]!, gravity: 'remark' }
  if (hints['birth'])
    reasons.push(
      remark('field:birth', 'birth_without_day', [
        '出生日期没有日，仅用于比对，不写入',
        'A birth without its day: used to compare, not kept',
      ]),
    )
  return {
    fields: spoken,
    hints,
    address: kept(works ?? address),
    relation: relation && relation.slice(0, 20),
    residence: readResidence(given['residence'], reasons),
    role: readRole(given['role'], relation, reasons),
    since: readSince(given['since'], reasons, today),
    tags: ofPeople ? readTags(how.tags, given, today, reasons) : [],
    ...(owners.length > 0 && { owners }),
    ...(entry !== null && { entry }),
    reasons,
  }
}

const kept = (address: ParsedCell | null): ReadAddress | null =>
  address && { text: address.text, room: address.room, number: address.number, parts: address.parts }

const prefixed = (register: Register, name: string, [zh, en]: Text): Text => {
  const label = register.fields[name]?.field.label ?? [name, name]
  return [`${label[0]}：${zh}`, `${label[1]}: ${en}`]
}

function readSaid(
  text: string,
  relation: string | null,
  said: Record<string, unknown>,
  reasons: RowReason[],
): string | null {
  if (text === '') return relation
  if (gone.test(text)) {
    reasons.push(doubtful('field:name', 'perhaps_dead', [`姓名旁注明“${text}”，请核对`, `Beside the name: ${text}`]))
    return relation
  }
  if (relation === null && relations.test(text)) return text
  if (typeof said['note'] !== 'string' || said['note'] === '') said['note'] = text
  else if (!said['note'].includes(text)) said['note'] = `${said['note']}；${text}`
  reasons.push(
    remark('field:name', 'beside_name', [`姓名旁的“${text}”记入备注`, `Beside the name, now in the note: ${text}`]),
  )
  return relation
}

function readResidence(text: string | undefined, reasons: RowReason[]): ResidenceKind | null {
  if (!text) return null
  const found = residences.find(([pattern]) => pattern.test(text))
  if (!found)
    reasons.push(
      remark('residence', 'residence_unknown', [
        `居住类别“${text}”未能识别，仅留存`,
        `Kind of residence not known: ${text}`,
      ]),
    )
  return found?.[1] ?? null
}

function readRole(text: string | undefined, relation: string | null, reasons: RowReason[]): 'owns' | 'rents' | null {
  const words = text ?? (relation && /^(业主|租客|租户|承租人|产权人)$/.test(relation) ? relation : '')
  if (words === '') return null
  if (/租/.test(words)) return 'rents'
  if (/业主|产权|自有|自住|自购/.test(words)) return 'owns'
  if (text) reasons.push(remark('role', 'role_unknown', [`与房屋关系“${text}”未能识别，仅留存`, `Not known: ${text}`]))
  return null
}

function readEntry(text: string | undefined, reasons: RowReason[]): string | null {
  const plain = text?.trim().toLowerCase() ?? ''
  if (plain === '' || idForm.test(plain)) return plain || null
  reasons.push(
    remark('entry', 'entry_unreadable', [
      `“${text}”不是本系统的编号，仅留存`,
      `Not an entry number of this system: ${text}`,
    ]),
  )
  return null
}

function readSince(text: string | undefined, reasons: RowReason[], today: string): string | null {
  if (!text) return null
  const day = readDay(text) ?? plainDay(text, today)
  if (day && day <= today) return day
  reasons.push(remark('since', 'since_unreadable', [`入住日期“${text}”未能识别，仅留存`, `Not a day: ${text}`]))
  return null
}
