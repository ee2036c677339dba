import type { Text } from '#kernel/text'
import type { ExportView, Registers, Tags } from '#engines/registers/shared'
import { shortCommittee, type KnownAreas } from '../directory.ts'
import { sayTag, sayValue } from '../register-words.ts'

interface Known {
  readonly registers: Registers
  readonly tags: Tags
  readonly areas: Pick<KnownAreas, 'committeeName' | 'gridName'>
}

/** By what the list was narrowed that is to leave: who grants it must see how wide it is. */
export function sayFilter({ filter }: Pick<ExportView, 'filter'>, { registers, tags, areas }: Known): Text[] {
  const { register, committee, grid, parent, tag, bornUntil, where = {} } = filter
  const as = (said: string): Text => [said, said]
  const words: Text[] = []
  if (committee) words.push(as(shortCommittee(areas.committeeName(committee))))
  if (grid) words.push(as(areas.gridName(grid)))
  if (parent) words.push(['仅一处所在', 'in one place'])
  if (tag) words.push(sayTag(tags, tag))
  if (bornUntil) words.push([`${bornUntil} 及以前出生`, `born by ${bornUntil}`])
  for (const [name, value] of Object.entries(where)) {
    const known = registers[register].fields[name]
    const [zh, en] = sayValue(known, value)
    if (known) words.push([`${known.field.label[0]}：${zh}`, `${known.field.label[1]}: ${en}`])
  }
  return words.length > 0 ? words : [['全部记录', 'all entries']]
}
