import type { Text } from '#kernel/text'
import { answerWays, contactReasons, parkingReasons, returnReasons, type CaseRecord } from '#engines/cases/shared'
import { appealName, factName, resultName, satisfactionName, supervisionName } from '../case-words.ts'

const both = (...texts: readonly (Text | null | undefined | false | '')[]): Text => {
  const said = texts.filter((text): text is Text => Boolean(text))
  return [said.map((text) => text[0]).join('，'), said.map((text) => text[1]).join(', ')]
}
const as = (said: string | null | undefined): Text | null => (said ? [said, said] : null)

/** A paper of the case file in one sentence: what was found, asked or decided. */
export function sayRecord(kind: CaseRecord['kind'], body: CaseRecord['body'], unitName: (id: string) => string): Text {
  const record = { kind, body } as CaseRecord
  switch (record.kind) {
    case 'note':
    case 'urge':
    case 'feedback':
      return as(record.body.text) ?? ['', '']
    case 'verification':
      return both(record.body.passed ? ['属实', 'true'] : ['不属实', 'not as reported'], as(record.body.note))
    case 'contact':
      return both(
        record.body.made
          ? [`已联系 ${record.body.person ?? ''}`, `spoke to ${record.body.person ?? ''}`]
          : record.body.reason && contactReasons[record.body.reason],
        as(record.body.note),
      )
    case 'step':
      return both([`第 ${record.body.step + 1} 阶段完成`, `step ${record.body.step + 1} done`], as(record.body.note))
    case 'return': {
      const suggested = record.body.suggestedUnit && unitName(record.body.suggestedUnit)
      return both(
        returnReasons[record.body.reason],
        as(record.body.note),
        suggested && [`建议改派${suggested}`, `suggests ${suggested}`],
      )
    }
    case 'extension':
      return both([`延至 ${record.body.until}`, `until ${record.body.until}`], as(record.body.reason))
    case 'parking':
      return both(
        parkingReasons[record.body.reason],
        as(record.body.note),
        [`${record.body.reviewOn} 复核`, `review on ${record.body.reviewOn}`],
        record.body.excludedFromKpi && ['申请不计入考核', 'asks to be left out of the rating'],
      )
    case 'supervision':
      return both(
        supervisionName(record.body.level),
        as(record.body.demand),
        record.body.reply && [`回复：${record.body.reply}`, `reply: ${record.body.reply}`],
      )
    case 'consultation': {
      const [units, named] = [record.body.units.map(unitName).join('、'), unitName(record.body.namedUnit)]
      return both([`${units}会商，指定${named}承办`, `${units} met and named ${named}`], as(record.body.minutes))
    }
    case 'check':
      return both(
        record.body.passed ? ['核查通过', 'passed'] : ['核查不通过，返工', 'failed: rework'],
        as(record.body.reason),
      )
    case 'answer':
      return both(
        factName(record.body.factFinding),
        as(record.body.factNote),
        appealName(record.body.appealFinding),
        as(record.body.appealNote),
        resultName(record.body.result),
        [
          `${answerWays[record.body.way][0]}答复：${record.body.text}`,
          `answered (${answerWays[record.body.way][1]}): ${record.body.text}`,
        ],
      )
    case 'visit':
      return record.body.reached
        ? both(
            record.body.contacted !== null &&
              (record.body.contacted ? ['已先行联系', 'had been contacted'] : ['未先行联系', 'had not been contacted']),
            record.body.solved !== null && (record.body.solved ? ['已解决', 'solved'] : ['未解决', 'not solved']),
            record.body.satisfaction && satisfactionName(record.body.satisfaction),
            as(record.body.reason),
            record.body.next === 'rework' && ['退回返工', 'sent back for rework'],
          )
        : both(['未接通', 'not reached'], as(record.body.reason))
    case 'rating':
      return both(
        record.body.solved ? ['已解决', 'solved'] : ['未解决', 'not solved'],
        satisfactionName(record.body.satisfaction),
        as(record.body.comment),
      )
    case 'reopening':
    case 'ending':
      return as(record.body.reason) ?? ['', '']
  }
}

export const recordStates: Readonly<Record<string, Text | null>> = {
  done: null,
  pending: ['待审批', 'waiting for a decision'],
  approved: ['已同意', 'approved'],
  refused: ['不同意', 'refused'],
  replied: ['已回复', 'replied'],
}
