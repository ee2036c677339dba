import { doubtful, remark, skipped, type RowReason } from './reason.ts'
import { isPlace, type GivenRow } from './sheet-row.ts'
import { shareOut, splitPeople, valuesIn, type NamedPart } from './split-people.ts'

const vacant = /^(空房|空置|空关|空关房|无人|无人居住|空户|空|无|\/|-|—|待租)$/

/** Of which each person has one of their own, so that as many as there are people are one for each. */
const oneEach = new Set(['field:phone', 'field:phone2', 'field:idNumber', 'field:birth', 'field:sex', 'relation'])
/** Values that all people of a row share when they stand once. */
const isShared = (target: string) =>
  isPlace(target) || ['field:road', 'since', 'residence', '@context'].includes(target)
/** A tag, a note or a number of a document says something of one person, nobody knows of whom. */
const isPersonal = (target: string) =>
  target === 'field:idNumber' || target === 'field:birth' || target === 'field:note' || target.startsWith('tag')
/** A blank stands within 张 伟, but between words of two and three it mostly parts people. */
const twoNames = /^\p{Script=Han}{2,3}[\s\u3000]+\p{Script=Han}{2,3}$/u
const denied = /^(否|无|没有|×|✗|x|0|n|no|-|—|\/)$/i

/** The people of one row: mostly one, and as many as its cell of names has. */
export function peopleOf(whole: GivenRow): readonly GivenRow[] {
  const written = whole.given['field:name'] ?? ''
  if (vacant.test(written))
    return [{ ...whole, part: 0, reasons: [skipped('vacant', [`姓名写“${written}”，没有人员`, 'Nobody is named'])] }]
  // Most names are one and plain.
  if (/^[\p{Script=Han}·]{2,6}$/u.test(written)) return [whole]
  const parts = splitPeople(written)
  return parts.map((part, at) =>
    onePerson(part, at, parts.length, { ...whole, part: at + 1, formulas: at === 0 ? whole.formulas : 0 }),
  )
}

function onePerson(part: NamedPart, at: number, count: number, whole: GivenRow): GivenRow {
  const reasons: RowReason[] = [...whole.reasons]
  const mine: Record<string, string> = {}
  for (const [target, text] of Object.entries(whole.given)) {
    const pieces = count === 1 || oneEach.has(target) || isPlace(target) ? shareOut(text, count, isPlace(target)) : null
    if (target === 'field:name') mine[target] = part.name
    else if (pieces) mine[target] = pieces[at]!
    else if (isShared(target)) mine[target] = text
    else if (at === 0) {
      mine[target] = text
      if (!target.startsWith('tag') || !denied.test(text)) reasons.push(givenToFirst(target, text, count))
    }
  }
  if (part.phone && !mine['field:phone']) mine['field:phone'] = part.phone
  else if (part.phone && part.phone !== mine['field:phone'] && !mine['field:phone2']) mine['field:phone2'] = part.phone
  if (part.identity && !mine['field:idNumber']) mine['field:idNumber'] = part.identity
  if (part.said) mine['@said'] = part.said
  if (twoNames.test(part.name))
    reasons.push(
      doubtful('field:name', 'perhaps_two_people', [
        `“${part.name}”可能是两个人，请核对`,
        `${part.name} may be two people`,
      ]),
    )
  return { ...whole, given: mine, reasons }
}

function givenToFirst(target: string, text: string, count: number): RowReason {
  const values = oneEach.has(target) ? valuesIn(text) : 1
  if (values > 1)
    return doubtful(target, 'values_for_several', [
      `一格有${count}人，该列有${values}个值，无法一一对应，记在第一人名下，请核对`,
      `${count} people share the cell and ${values} values stand here: whose is whose is not known; the first has them`,
    ])
  if (isPersonal(target) && !oneEach.has(target))
    return doubtful(target, 'one_value_for_several', [
      `一格有${count}人，不知该列说的是谁，记在第一人名下，请核对`,
      `${count} people share the cell; of whom this is said is not known: the first has it`,
    ])
  return (isPersonal(target) ? doubtful : remark)(target, 'one_value_for_several', [
    `一格有${count}人，该列只有一个值，记在第一人名下`,
    `${count} people share the cell; this value was given to the first`,
  ])
}
