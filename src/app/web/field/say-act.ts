import type { Text } from '#kernel/text'
import {
  appealFindings,
  cases,
  contactReasons,
  factFindings,
  findCategory,
  parkingReasons,
  results,
  returnReasons,
} from '#engines/cases/shared'
import type { CommandEntry } from '#ui/outbox'

const titles = new Map<string, Text>(Object.values(cases).map((operation) => [operation.name, operation.title]))

/** What an act is called: 签收, 反馈 … */
export function titleOf(operation: string): Text {
  return titles.get(operation) ?? [operation, operation]
}

const tables: Readonly<Record<string, Readonly<Record<string, Text>>>> = {
  factFinding: factFindings,
  appealFinding: appealFindings,
  result: results,
}

/** What was meant, in lines that can be read and copied: everything a person typed or chose. */
export function sayAct(entry: Pick<CommandEntry, 'operation' | 'input'>): Text[] {
  const input = entry.input as Readonly<Record<string, unknown>>
  const lines: Text[] = []
  for (const [name, value] of Object.entries(input)) {
    const table =
      tables[name] ?? (name === 'reason' ? { ...contactReasons, ...returnReasons, ...parkingReasons } : undefined)
    if (name === 'photos' && Array.isArray(value) && value.length > 0)
      lines.push([`照片 ${value.length} 张`, `${value.length} photos`])
    else if (name === 'passed') lines.push(value ? ['通过', 'Passed'] : ['不通过', 'Failed'])
    else if (name === 'made') lines.push(value ? ['已联系上', 'Reached'] : ['未联系上', 'Not reached'])
    else if (name === 'category') lines.push(findCategory(String(value))?.name ?? [String(value), String(value)])
    else if (
      typeof value === 'string' &&
      value !== '' &&
      !/(Id|^at|^type|^source|^way)$/.test(name) &&
      name !== 'suggestedUnit'
    ) {
      lines.push(table?.[value] ?? [value, value])
    }
  }
  return lines
}
