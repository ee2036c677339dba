import type { Text } from '#kernel/text'
import type { Calendar } from './calendar.ts'
import { dateOf, dayOf, startOf, timetableOf, workdaysBetween } from './working-time.ts'

const minute = 60_000
const hour = 60 * minute
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const

function counted(count: number, zh: string, en: string): Text {
  return [`${count} ${zh}`, `${count} ${en}${count === 1 ? '' : 's'}`]
}

function clockOf(at: number): string {
  const minutes = Math.floor((at - startOf(dayOf(at))) / minute)
  const twoDigits = (value: number) => String(value).padStart(2, '0')
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`
}

/** The last minute of a day is said 24:00, as promises in calendar days end there. */
function dueClock(due: number): string {
  const clock = clockOf(due)
  return clock === '23:59' ? '24:00' : clock
}

function dayText(at: number, now: number): Text {
  const [year = '', month = '', day = ''] = dateOf(dayOf(at)).split('-')
  const isThisYear = year === dateOf(dayOf(now)).slice(0, 4)
  const zh = `${Number(month)}月${Number(day)}日`
  const en = `${Number(day)} ${months[Number(month) - 1]}`
  return isThisYear ? [zh, en] : [`${Number(year)}年${zh}`, `${en} ${year}`]
}

function lateness(due: number, now: number, calendar: Calendar | undefined): Text {
  const late = now - due
  const days = dayOf(now) - dayOf(due)
  if (days > 0) {
    const workdays = calendar ? workdaysBetween(dayOf(due), dayOf(now), timetableOf(calendar)) : 0
    if (workdays > 0) return counted(workdays, '个工作日', 'working day')
    if (late >= 24 * hour) return counted(days, '天', 'day')
  }
  if (late >= hour) return counted(Math.floor(late / hour), '小时', 'hour')
  return counted(Math.max(1, Math.floor(late / minute)), '分钟', 'minute')
}

function remaining(left: number): Text {
  const minutes = Math.floor(left / minute)
  if (minutes < 1) return ['还剩不到 1 分钟', 'less than a minute left']
  const [zh, en] = minutes < 60 ? counted(minutes, '分钟', 'minute') : counted(Math.floor(minutes / 60), '小时', 'hour')
  return [`还剩 ${zh}`, `${en} left`]
}

/** 还剩 3 小时, 今天 17:30 前, 明天 09:00 前, 5月8日前, 逾期 2 个工作日 (in days where no calendar is given). */
export function sayDue(due: Date, now: Date, calendar?: Calendar): Text {
  const [at, here] = [due.getTime(), now.getTime()]
  if (at < here) {
    const [zh, en] = lateness(at, here, calendar)
    return [`逾期 ${zh}`, `${en} overdue`]
  }
  if (at - here < 4 * hour) return remaining(at - here)
  const clock = dueClock(at)
  switch (dayOf(at) - dayOf(here)) {
    case 0:
      return [`今天 ${clock} 前`, `today by ${clock}`]
    case 1:
      return [`明天 ${clock} 前`, `tomorrow by ${clock}`]
    default: {
      const [zh, en] = dayText(at, here)
      return [`${zh}前`, `by ${en}`]
    }
  }
}

/** 刚刚, 5 分钟前, 今天 09:12, 昨天 17:30, 5月8日 09:12, 2025年5月8日. */
export function sayWhen(instant: Date, now: Date): Text {
  const [at, here] = [instant.getTime(), now.getTime()]
  const ago = here - at
  if (ago >= 0 && ago < minute) return ['刚刚', 'just now']
  if (ago >= 0 && ago < hour) {
    const [zh, en] = counted(Math.floor(ago / minute), '分钟', 'minute')
    return [`${zh}前`, `${en} ago`]
  }
  const clock = clockOf(at)
  switch (dayOf(at) - dayOf(here)) {
    case 0:
      return [`今天 ${clock}`, `today ${clock}`]
    case -1:
      return [`昨天 ${clock}`, `yesterday ${clock}`]
    case 1:
      return [`明天 ${clock}`, `tomorrow ${clock}`]
    default: {
      const [zh, en] = dayText(at, here)
      return dateOf(dayOf(at)).slice(0, 4) === dateOf(dayOf(here)).slice(0, 4)
        ? [`${zh} ${clock}`, `${en} ${clock}`]
        : [zh, en]
    }
  }
}
