import type { Text } from '#kernel/text'

const units: Readonly<Record<string, Text>> = {
  URGENT_HOUR: ['紧急工作时', 'hours, day and night'],
  WORK_HOUR: ['工作时', 'office hours'],
  WORK_DAY: ['个工作日', 'working days'],
  NATURAL_DAY: ['个自然日', 'calendar days'],
  TIMES: ['次', 'times'],
  METRE: ['米', 'metres'],
  DAY: ['天', 'days'],
}

/** 15 分钟 where a limit in hours is less than one. */
export function limitText(value: number, unit: string): Text {
  if (unit === 'URGENT_HOUR' && value < 1)
    return [`${Math.round(value * 60)} 分钟`, `${Math.round(value * 60)} minutes`]
  const [zh, en] = unitText(unit)
  return [`${value} ${zh}`, `${value} ${en}`]
}

export function unitText(unit: string): Text {
  return units[unit] ?? [unit, unit]
}
