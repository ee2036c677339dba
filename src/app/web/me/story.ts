import type { OutputOf } from '#kernel/operation'
import type { Text } from '#kernel/text'
import type { cases } from '#engines/cases/shared'

export type Followed = OutputOf<typeof cases.follow>

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** 5月8日, in Shanghai; with the year when it is not this one. */
export function sayDay(at: string, now: Date): Text {
  const shift = 8 * 3_600_000
  const date = new Date(Date.parse(at) + shift)
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
  const isThisYear = year === new Date(now.getTime() + shift).getUTCFullYear()
  return [
    `${isThisYear ? '' : `${year}年`}${month + 1}月${day}日`,
    `${day} ${months[month]}${isThisYear ? '' : ` ${year}`}`,
  ]
}

/** How a report stands, as one would say it on the telephone. */
export function storyOf(seen: Followed, now: Date): Text {
  const unit: Text = seen.unitName ? [seen.unitName, seen.unitName] : ['办理的单位', 'the unit in charge']
  const late = seen.dueAt !== null && Date.parse(seen.dueAt) < now.getTime()
  const due: Text = seen.dueAt ? sayDay(seen.dueAt, now) : ['', '']
  switch (seen.state) {
    case 'reported':
      return ['您的反映已经收到，工作人员很快会看。', 'Your report has arrived. Somebody will look at it soon.']
    case 'accepted':
    case 'verifying':
      return ['您的反映已经受理，工作人员正在核实情况。', 'Your report is accepted. The situation is being verified.']
    case 'registered':
      return ['您的反映已经受理，正在安排单位去处理。', 'Your report is accepted and is being assigned.']
    case 'dispatched':
    case 'disposing': {
      const doing: Text =
        seen.state === 'dispatched'
          ? [`您的反映已派给${unit[0]}`, `Your report has been given to ${unit[1]}`]
          : [`${unit[0]}正在处理`, `${unit[1]} is working on it`]
      if (!seen.dueAt) return [`${doing[0]}。`, `${doing[1]}.`]
      return late
        ? [
            `${doing[0]}，比预计的${due[0]}晚了。想催问，请打下面的电话。`,
            `${doing[1]}, later than the ${due[1]} that was expected. To ask about it, call the number below.`,
          ]
        : [`${doing[0]}，预计${due[0]}前处理好。`, `${doing[1]}, expected to be done by ${due[1]}.`]
    }
    case 'checking':
      return [
        `${unit[0]}说已经处理好了，正由另外的工作人员核查。`,
        `${unit[1]} says it is done. Someone else is checking.`,
      ]
    case 'visiting':
      return [
        '这件事已经处理，工作人员会联系您，问问您满不满意。',
        'This has been dealt with. We will call to ask whether you are satisfied.',
      ]
    case 'closed': {
      const on: Text = seen.closedAt ? sayDay(seen.closedAt, now) : ['', '']
      return [`这件事已于${on[0]}办完。`, `This was finished on ${on[1]}.`]
    }
    case 'rejected':
      return [
        '很抱歉，这件事街道没有受理。想知道原因，请打下面的电话。',
        'We are sorry: the subdistrict did not take this on. Call the number below to learn why.',
      ]
    case 'voided':
      return [
        '这条记录已作废。有疑问请打下面的电话。',
        'This record was cancelled. Call the number below if you have questions.',
      ]
  }
}

const stepTexts: Readonly<Record<string, Text>> = {
  reported: ['收到您的反映', 'Your report arrived'],
  accepted: ['受理', 'Accepted'],
  registered: ['确定要办', 'Taken on'],
  dispatched: ['派给办理的单位', 'Given to a unit'],
  disposing: ['开始处理', 'Work began'],
  checking: ['处理好了，等核查', 'Done, waiting for a check'],
  checked: ['核查通过', 'Checked'],
  closed: ['办完', 'Finished'],
}

export function stepName(step: string): Text {
  return stepTexts[step] ?? [step, step]
}

/** A code as it was written down: spaces, dashes and small letters do not matter. */
export function readCode(written: string): string {
  return written.replace(/[^0-9a-z]/gi, '').toUpperCase()
}

/** In fours, to be read aloud. */
export function sayCode(code: string): string {
  return code.replace(/(.{4})(?=.)/g, '$1 ')
}
