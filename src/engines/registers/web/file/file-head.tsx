import { useState } from 'react'
import { Link } from 'react-router'
import { registers, type Register } from '#engines/registers/shared'
import { Button } from '#ui'
import { useStreet } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { shortCommittee, useAreas } from '../directory.ts'
import { Lock } from '../lock.tsx'
import { useMicroGridNames } from '../micro-grids.ts'
import { useToday } from '../use-today.ts'
import { MergeSheet } from './merge-sheet.tsx'
import { ViewCodeButton } from '../own/view-code-button.tsx'
import { Unmask } from './unmask.tsx'
import type { Shown } from './file.ts'

interface Given extends Shown {
  readonly register: Register
  readonly onDay: (day: string) => void
}

/** Files that can be two of the same thing. */
const mergeable = new Set(['person', 'enterprise', 'premises', 'facility', 'home'])

/** What it is, where it lies, of which day the file speaks. */
export function FileHead({ file, day, isPast, register, onDay }: Given) {
  const text = useText()
  const street = useStreet()
  const barrier = useBarrier()
  const areas = useAreas()
  const microName = useMicroGridNames(file.entry.microGrid !== null)
  const today = useToday()
  const [isMerging, setMerging] = useState(false)
  const { entry } = file
  const barred = barrier(registers.merge.name)
  const committee = entry.committee ? shortCommittee(areas.committeeName(entry.committee)) : ''
  const grid = entry.grid ? areas.gridName(entry.grid) : ''
  // Areas are mostly named after those they lie in, which stand before them.
  const where = [
    committee,
    grid.replace(committee, ''),
    entry.microGrid && microName(entry.microGrid).replace(grid, '').replace(committee, ''),
  ].filter(Boolean)
  return (
    <header className="file-head">
      <nav aria-label={text(['所在', 'Lies in'])}>
        <ol className="file-path">
          <li>
            <Link to={`/desk/${street}/registers/${register.id}`}>{text(register.label)}</Link>
          </li>
          {file.parents.toReversed().map((parent) => (
            <li key={parent.id}>
              <Link to={`/desk/${street}/files/${parent.id}`}>{parent.title}</Link>
            </li>
          ))}
        </ol>
      </nav>
      <div className="file-head-line">
        <h1>
          {entry.title}
          {entry.masked.includes('name') && <Lock />}
        </h1>
        {file.state !== 'standing' && (
          <span className="file-state">
            {file.state === 'merged' ? text(['已并入另一份档案', 'Merged']) : text(['已撤销', 'Withdrawn'])}
          </span>
        )}
        <div className="file-head-acts">
          <label className="file-day">
            <span>{text(['按此日', 'As on'])}</span>
            <input
              className="control"
              type="date"
              max={today}
              value={day}
              onChange={(event) => onDay(event.target.value)}
            />
          </label>
          <Unmask file={file} register={register} />
          {!isPast && <ViewCodeButton file={file} />}
          {mergeable.has(entry.register) && !barred && !isPast && file.state === 'standing' && (
            <Button tone="quiet" onClick={() => setMerging(true)}>
              {text(['合并…', 'Merge…'])}
            </Button>
          )}
        </div>
      </div>
      <p className="file-place">
        {entry.place !== null && !entry.title.startsWith(entry.place) && `${entry.place} `}
        <span className="quiet">{where.join(' · ')}</span>
      </p>
      {isPast && (
        <p className="file-past" role="status">
          {text([`以下是 ${day} 当日的档案。`, `The file as it was on ${day}.`])}{' '}
          <button type="button" className="link-button" onClick={() => onDay('')}>
            {text(['回到今天', 'Back to today'])}
          </button>
        </p>
      )}
      {isMerging && <MergeSheet entry={entry} onClose={() => setMerging(false)} />}
    </header>
  )
}
