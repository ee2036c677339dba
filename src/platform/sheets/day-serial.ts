const dayLength = 86_400_000

/** Day 0 of the two calendars of workbooks; the 1900 one believes in 29 February 1900, which is day 60. */
const zero1904 = Date.UTC(1904, 0, 1)
const zeroAfterLeap = Date.UTC(1899, 11, 30)
const zeroBeforeLeap = Date.UTC(1899, 11, 31)

export interface SerialDay {
  readonly day: string
  /** HH:MM:SS, of a serial with a fraction. */
  readonly time?: string
}

/** The day that a number shown as a date stands for; undefined where there is no such day. */
export function dayOfSerial(serial: number, is1904: boolean): SerialDay | undefined {
  let whole = Math.floor(serial)
  let seconds = Math.round((serial - whole) * 86_400)
  if (seconds === 86_400) {
    whole += 1
    seconds = 0
  }
  if (whole < (is1904 ? 0 : 1) || (!is1904 && whole === 60)) return undefined
  const zero = is1904 ? zero1904 : whole > 60 ? zeroAfterLeap : zeroBeforeLeap
  const at = new Date(zero + whole * dayLength)
  if (Number.isNaN(at.getTime()) || at.getUTCFullYear() > 9999) return undefined
  const day = at.toISOString().slice(0, 10)
  return seconds === 0 ? { day } : { day, time: clockOf(seconds) }
}

/** HH:MM:SS of seconds; more than 24 hours stay hours. */
export function clockOf(seconds: number): string {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return parts.map((part) => String(part).padStart(2, '0')).join(':')
}

/**
 * The number by which the 1900 calendar keeps a day; undefined for what is no day, and before March 1900, where Excel
 * and LibreOffice disagree by a day.
 */
export function serialOfDay(day: string): number | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined
  const at = Date.parse(`${day}T00:00:00Z`)
  if (Number.isNaN(at) || new Date(at).toISOString().slice(0, 10) !== day) return undefined
  const serial = (at - zeroAfterLeap) / dayLength
  return serial > 60 ? serial : undefined
}

/** The part of a day that HH:MM:SS is. */
export function fractionOf(time: string): number | undefined {
  const found = /^([01]\d|2[0-3]):([0-5]\d):([0-5]\d)$/.exec(time)
  if (!found) return undefined
  return (Number(found[1]) * 3600 + Number(found[2]) * 60 + Number(found[3])) / 86_400
}
