import { useMemo } from 'react'
import type { Text } from '#kernel/text'
import type { Register, RegisterId } from '#engines/registers/shared'
import type { Column } from '#ui/record-table'
import { useText } from '#ui/text'
import { shortCommittee, useAreas } from '../directory.ts'
import { Lock } from '../lock.tsx'
import { ageOn, sayTag, sayValue } from '../register-words.ts'
import { useRegisters } from '../registers-context.ts'
import { useToday } from '../use-today.ts'
import type { EntryLine } from './use-entries.ts'

/** What a list shows of a register besides title, place and areas. */
const shownOf: Readonly<Record<RegisterId, readonly string[]>> = {
  person: ['sex', 'birth', 'phone', 'idNumber'],
  home: ['use', 'tenure', 'area', 'floor'],
  staircase: ['floors', 'lift', 'leader'],
  building: ['kind', 'built', 'floors', 'lifts'],
  compound: ['kind', 'built', 'manager', 'households'],
  enterprise: ['uscc', 'industry', 'legalRep', 'contactPhone'],
  premises: ['kind', 'operator', 'phone'],
  facility: ['kind', 'code', 'keeper'],
}
const widths: Readonly<Record<string, number>> = { sex: 64, idNumber: 176, uscc: 188, manager: 190, floor: 60, use: 72 }

export function TagList({ tags }: { tags: readonly string[] }) {
  const text = useText()
  const known = useRegisters().tags
  return tags.map((tag) => (
    <span className="tag" key={tag} data-restricted={known[tag]?.restricted || undefined}>
      {text(sayTag(known, tag))}
    </span>
  ))
}

export function useEntryColumns(register: Register): readonly Column<EntryLine>[] {
  const text = useText()
  const { committeeName, gridName } = useAreas()
  const today = useToday()
  return useMemo(() => {
    const fieldColumn = (name: string): Column<EntryLine>[] => {
      const known = register.fields[name]
      if (!known) return []
      const isNumber = known.field.kind === 'integer'
      const column: Column<EntryLine> = {
        id: name,
        title: known.field.label,
        width: widths[name] ?? (isNumber ? 96 : 116),
        ...(isNumber && { align: 'end' as const }),
        cell: (line) => {
          const isMasked = line.masked.includes(name)
          const value = line.fields[name]
          if (value === undefined || value === null) return isMasked ? <Lock /> : ''
          return (
            <span title={text(sayValue(known, value))}>
              {text(sayValue(isMasked ? undefined : known, value))}
              {isMasked && <Lock />}
            </span>
          )
        },
      }
      if (name !== 'birth') return [column]
      const age: Column<EntryLine> = {
        id: 'age',
        title: ['年龄', 'Age'],
        width: 72,
        align: 'end',
        cell: (line) => {
          const birth = line.fields['birth']
          const years = ageOn(birth, today)
          // Masked, a day of birth is its year.
          return years ?? (birth ? text([`${birth} 年`, `b. ${birth}`]) : '')
        },
      }
      return [age]
    }
    const plain = (id: string, title: Text, width: number, say: (line: EntryLine) => string): Column<EntryLine> => ({
      id,
      title,
      width,
      cell: (line) => <span title={say(line)}>{say(line)}</span>,
    })
    const committeeOf = (line: EntryLine) => (line.committee ? shortCommittee(committeeName(line.committee)) : '')
    const isPerson = register.id === 'person'
    const isPlace = register.id === 'compound' || register.id === 'home' || register.id === 'staircase'
    const titleHead: Text = register.id === 'person' ? ['姓名', 'Name'] : ['名称', 'Name']
    return [
      {
        id: 'title',
        title: titleHead,
        width: register.id === 'person' ? 110 : 200,
        ...(register.id !== 'person' && { grows: true }),
        cell: (line) => (
          <span className="entry-title" title={line.title}>
            {line.title}
            {line.masked.includes('name') && <Lock />}
          </span>
        ),
      },
      ...shownOf[register.id].slice(0, isPerson ? 2 : 0).flatMap(fieldColumn),
      ...(isPlace ? [] : [{ ...plain('place', ['地址', 'Place'], 170, (line) => line.place ?? ''), grows: isPerson }]),
      ...(isPerson
        ? [
            {
              id: 'tags',
              title: ['标签', 'Tags'] as const,
              width: 148,
              cell: (line: EntryLine) => <TagList tags={line.tags} />,
            },
          ]
        : []),
      ...shownOf[register.id].slice(isPerson ? 2 : 0).flatMap(fieldColumn),
      plain('committee', ['居民区', 'Committee'], 108, committeeOf),
      // A grid is mostly named after its committee, which stands beside it.
      plain('grid', ['网格', 'Grid'], 84, (line) =>
        line.grid ? gridName(line.grid).replace(committeeOf(line), '') : '',
      ),
    ]
  }, [register, text, committeeName, gridName, today])
}

/** An entry in two lines, where columns have no room. */
export function EntryCard({ line, register }: { line: EntryLine; register: Register }) {
  const text = useText()
  const { committeeName } = useAreas()
  const today = useToday()
  const age = ageOn(line.fields['birth'], today)
  const sex = line.fields['sex']
  return (
    <div className="entry-card">
      <div>
        <strong>{line.title}</strong>
        {line.masked.includes('name') && <Lock />}
        <span className="note">
          {[
            typeof sex === 'string' && text(sayValue(register.fields['sex'], sex)),
            age !== null && text([`${age} 岁`, `aged ${age}`]),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        <span className="entry-card-tags">
          <TagList tags={line.tags.slice(0, 2)} />
        </span>
      </div>
      <div className="note">
        {[line.place !== line.title && line.place, line.committee && shortCommittee(committeeName(line.committee))]
          .filter(Boolean)
          .join(' · ')}
      </div>
    </div>
  )
}
