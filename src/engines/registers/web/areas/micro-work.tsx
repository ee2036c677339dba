import { useState } from 'react'
import {
  membersOf,
  registers,
  registerRefusals,
  type Area,
  type Division,
  type TakenCodes,
  type Unsettled,
} from '#engines/registers/shared'
import type { StaffId } from '#kernel/id'
import { Button, FieldRow, Problem, useBarrier } from '#ui'
import { useCommand, useOperation, useStreet } from '#ui/operations'
import { useText } from '#ui/text'
import { DecideForm } from './decide-form.tsx'
import { suggestedCode } from './known-areas.ts'

interface Given {
  readonly area: Area
  readonly division: Division
  readonly taken: TakenCodes
  readonly basis: string | null
  readonly today: string
  readonly onDone: (words: string, unsettled: Unsettled | null, next: string | null) => void
}

/** A grid without micro-grids gets its first; a micro-grid gets a leader. */
export function MicroWork(given: Given) {
  if (given.area.kind === 'grid' && membersOf(given.division, given.area).length === 0)
    return <FirstMicroGrid {...given} />
  return given.area.kind === 'micro' ? <Leader {...given} /> : null
}

function FirstMicroGrid({ area, division, taken, basis, today, onDone }: Given) {
  const text = useText()
  const street = useStreet()
  const barrier = useBarrier()(registers.addMicroGrid.name)
  const command = useCommand(registers.addMicroGrid)
  const [isOpen, setOpen] = useState(false)
  const [name, setName] = useState(`${area.name}第1微网格`)
  if (!isOpen)
    return (
      <Button why={barrier && text(barrier)} onClick={() => setOpen(true)}>
        {text(['设立微网格', 'Set up a micro-grid'])}
      </Button>
    )
  const code = suggestedCode(division, { ...area, kind: 'micro', parent: area.code }, street, taken)
  return (
    <DecideForm
      verb={['设立', 'Set up']}
      today={today}
      why={name.trim() === '' ? ['请填写名称', 'Give a name'] : null}
      busy={command.isPending}
      error={command.error}
      onDo={(decided) =>
        command.mutate(
          { grid: area.code, code, name: name.trim(), ...decided, basis },
          { onSuccess: (answer) => onDone(text(['已设立微网格', 'Set up']), answer.unsettled, area.code) },
        )
      }
      onCancel={() => setOpen(false)}
    >
      <FieldRow
        label={['微网格名称', 'Name of the micro-grid']}
        hint={['先覆盖整个网格，再按需要拆分。', 'It covers the whole grid first; split it as needed.']}
      >
        {(field) => (
          <input
            {...field}
            className="control"
            value={name}
            maxLength={60}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </FieldRow>
    </DecideForm>
  )
}

function Leader({ area }: Given) {
  const text = useText()
  const barrier = useBarrier()(registers.setMicroLeader.name)
  const command = useCommand(registers.setMicroLeader)
  const history = useOperation(registers.areaHistory, { kind: 'micro', code: area.code })
  const directory = useOperation(registers.directory, {}, { staleTime: 600_000 })
  return (
    <>
      <FieldRow label={['微网格长', 'Leader']}>
        {(field) => (
          <select
            {...field}
            className="control"
            value={history.data?.leader?.id ?? ''}
            disabled={barrier !== null || command.isPending}
            title={barrier ? text(barrier) : undefined}
            onChange={(event) =>
              command.mutate({
                code: area.code,
                leader: event.target.value === '' ? null : (event.target.value as StaffId),
              })
            }
          >
            <option value="">{text(['未指定', 'None'])}</option>
            {(directory.data?.staff ?? []).map((person) => (
              <option key={person.id} value={person.id}>
                {person.name} {person.post}
              </option>
            ))}
          </select>
        )}
      </FieldRow>
      {command.isError && <Problem error={command.error} refusals={registerRefusals} isBrief />}
    </>
  )
}
