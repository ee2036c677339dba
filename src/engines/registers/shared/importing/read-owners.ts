import { sharesFit } from '../decide/shares.ts'
import type { Fields, Register } from '../register.ts'
import { baseRegisters } from '../base-registers.ts'
import { checkFields } from '../validate-fields.ts'
import { readShare, type ReadShare } from './read-share.ts'
import { oddName } from './odd-name.ts'
import { doubtful, remark, type RowReason } from './reason.ts'
import { splitPeople } from './split-people.ts'

/** Whom a row names as owner of its home. */
export interface ReadOwner {
  readonly register: 'person' | 'enterprise'
  /** As a register keeps them: by what the owner is known, and what is kept of one whom nobody knows yet. */
  readonly fields: Fields & { readonly name: string }
  readonly share: ReadShare | null
}

interface Named {
  readonly name: string
  readonly isBody: boolean
  readonly idNumber: string
  readonly phone: string
  /** What stood in brackets. */
  readonly said: string
}

const body = /(公司|集团|厂|店|中心|局|所|院|社|会|行|校|园|部|政府|办事处|企业|基金)$/
const nobody = /^(无|空|不详|未知|待定|\/|-|—|空置)$/
const joint = /^(?:夫妻|家庭)?(?:共有|共同共有|按份共有|共同所有)人?$/
const inBrackets = /[(（][^()（）]*[)）]\s*$/

const share = /\d{1,3}(?:\.\d+)?%|\d{1,4}\/\d{1,4}/.source
/** 张三50%李四占50%: a share behind a name, without brackets and not within them. */
const behindName = new RegExp(`(?<=\\p{Script=Han})\\s*[:：]?(?:占|持有)?\\s*(${share})\\s*[、,;]?(?![^(]*[)])`, 'gu')
const forEach = new RegExp(`^(?<names>.+?)\\s*[各均](?:占|持有)?\\s*(?<each>${share}|一半)$`, 'su')

/** Names and shares as they stand when each has a cell or brackets of its own. */
function withShares(given: Readonly<Record<string, string>>): { readonly owners: string; readonly shares: string } {
  const [written, shares] = [given['owners']?.trim() ?? '', given['shares'] ?? '']
  const plain = written.normalize('NFKC')
  // Of a longer cell the pattern would cost time, and nobody shares a home among so many.
  const { names, each } = (plain.length <= 500 && forEach.exec(plain)?.groups) || {}
  if (names && each && shares.trim() === '') return { owners: names, shares: `各${each}` }
  const apart = plain.replaceAll(behindName, '（$1）、').replace(/、$/, '')
  return { owners: apart === plain ? written : apart, shares }
}

/** The names of one cell: people, or bodies that own. */
function namesIn(cell: string): readonly Named[] {
  const pieces = cell.split(/[、,，;；\n\r]+/).map((piece) => piece.trim())
  const isBody = (piece: string) => piece.length > 4 && body.test(piece.replace(inBrackets, '').trim())
  const ofPeople = (text: string) =>
    splitPeople(text).map(({ name, said, phone, identity }): Named => ({ name, isBody: false, idNumber: identity, phone, said })) // prettier-ignore
  if (!pieces.some(isBody)) return ofPeople(cell)
  return pieces
    .filter((piece) => piece !== '')
    .flatMap((piece) => {
      if (!isBody(piece)) return ofPeople(piece)
      const bracket = inBrackets.exec(piece)?.[0] ?? ''
      const said = bracket.replaceAll(/[()（）]/g, '').trim()
      return [
        { name: piece.slice(0, piece.length - bracket.length).trim(), isBody: true, idNumber: '', phone: '', said },
      ]
    })
}

/** The values of another column, one for each owner in the same order; null where they are not as many. */
function sharedOut(cell: string, count: number): readonly string[] | null {
  const plain = cell
    .normalize('NFKC')
    .trim()
    .replaceAll(/\s*([、,;\n\r])\s*/g, '$1')
  if (plain === '') return Array.from({ length: count }, () => '')
  const all = plain.split(/[、,;]|[\n\r]+|\s+/)
  return all.length === count ? all : null
}

/** Who owns the home of a row, with their shares. What cannot be read is said, and kept with the row. */
export function readOwners(
  given: Readonly<Record<string, string>>,
  today: string,
  reasons: RowReason[],
): readonly ReadOwner[] {
  const { owners: written, shares: parts } = withShares(given)
  const beside = ['owner_ids', 'owner_phones', 'shares'].filter((target) => (given[target] ?? '').trim() !== '')
  if (written === '' || nobody.test(written)) {
    for (const target of beside)
      reasons.push(remark(target, 'owner_unnamed', ['没有写产权人，未写入', 'No owner is named: not written']))
    return []
  }
  if (joint.test(written)) {
    reasons.push(
      doubtful('owners', 'owner_not_named', [
        `产权人写“${written}”，没有姓名，未写入`,
        `The owners are ${written}, and no name is given: not written`,
      ]),
    )
    return []
  }
  const named = namesIn(written)
  const column = (target: string) => {
    const pieces = sharedOut(given[target] ?? '', named.length)
    if (!pieces)
      reasons.push(
        remark(target, 'owners_uneven', [
          `产权人有${named.length}人，该列个数不符，未写入`,
          `There are ${named.length} owners and not as many values: not written`,
        ]),
      )
    return pieces
  }
  const [numbers, phones] = [column('owner_ids'), column('owner_phones')]
  const shares = sharesOf(parts, named, column, reasons)
  return named.flatMap((each, at): ReadOwner[] => {
    const said = {
      name: each.name,
      idNumber: numbers?.[at] || each.idNumber,
      phone: phones?.[at] || each.phone,
      said: each.said,
    }
    const fields = fieldsOf(each.isBody, said, today, reasons)
    return fields ? [{ register: each.isBody ? 'enterprise' : 'person', fields, share: shares[at] ?? null }] : []
  })
}

function fieldsOf(
  isBody: boolean,
  { name, idNumber, phone, said }: Readonly<Record<'name' | 'idNumber' | 'phone' | 'said', string>>,
  today: string,
  reasons: RowReason[],
): ReadOwner['fields'] | null {
  if (name.includes('*')) {
    reasons.push(remark('owners', 'owner_masked', [`产权人“${name}”是掩码，未写入`, `${name} is masked: not written`]))
    return null
  }
  const odd = isBody ? null : oddName(name)
  if (odd) {
    reasons.push(
      doubtful('owners', 'owner_odd', [`产权人“${name}”：${odd[0]}，未写入`, `Owner ${name}: ${odd[1]}: not written`]),
    )
    return null
  }
  const register: Register = isBody ? baseRegisters.enterprise : baseRegisters.person
  const number = isBody ? { uscc: idNumber } : { idNumber, phone }
  const told = Object.fromEntries(Object.entries({ name, ...number }).filter(([, text]) => text !== ''))
  const { fields, problems } = checkFields(register, told, { whole: true, today })
  for (const [field, [zh, en]] of Object.entries(problems))
    reasons.push(
      remark(field === 'name' ? 'owners' : field === 'phone' ? 'owner_phones' : 'owner_ids', 'owner_wrong', [
        `产权人“${name}”：${zh}，未写入`,
        `Owner ${name}: ${en}: not written`,
      ]),
    )
  if (said !== '' && readShare(said) === null)
    reasons.push(remark('owners', 'beside_owner', [`产权人旁的“${said}”仅留存`, `Beside the owner: ${said}`]))
  const kept = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
  return typeof kept['name'] === 'string' ? (kept as ReadOwner['fields']) : null
}

function sharesOf(
  written: string,
  named: readonly Named[],
  column: (target: string) => readonly string[] | null,
  reasons: RowReason[],
): readonly (ReadShare | null)[] {
  const none = named.map(() => null)
  const text = written.normalize('NFKC').trim()
  if (/^(按份共有|共同共有|共有|未约定|不详)$/.test(text)) {
    reasons.push(remark('shares', 'share_joint', [`产权份额“${text}”没有份数，仅留存`, `No parts are named: ${text}`]))
    return none
  }
  const [, each] = /^[各均](?:占|持有)?(.+)$/.exec(text) ?? []
  const pieces = each ? named.map(() => each) : text === '' ? named.map(({ said }) => said) : column('shares')
  if (!pieces) return none
  const shares = pieces.map((piece) => (piece === '' ? null : readShare(piece)))
  if (text !== '')
    for (const piece of new Set(pieces.filter((each, at) => each !== '' && shares[at] === null)))
      reasons.push(
        remark('shares', 'share_unreadable', [
          /^\d{4}-\d\d-\d\d$/.test(piece)
            ? `产权份额“${piece}”是日期（表格软件会把 1/2 变成日期），未写入，请改为文本`
            : `产权份额“${piece}”未能识别，仅留存`,
          `Not a share: ${piece}`,
        ]),
      )
  const whole = shares.flatMap((share) =>
    share ? [{ part: share[0], whole: share[1], from: '2000-01-01', to: null }] : [],
  )
  if (sharesFit(whole)) return shares
  reasons.push(
    remark('shares', 'shares_over', [
      '产权份额合计超过整套，份额未写入',
      'The shares are more than the home: not written',
    ]),
  )
  return none
}
