import { useState } from 'react'
import { Link } from 'react-router'
import { shanghaiDate } from '#kernel/time'
import {
  registerRefusals,
  registers,
  residenceKinds,
  tieKinds,
  type SeenTie,
  type TieKindId,
} from '#engines/registers/shared'
import { Button, Problem } from '#ui'
import { useCommand, useStreet } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import { toast } from '#ui/toast'
import { ageOn, saySource } from '../register-words.ts'
import { AddTie } from './add-tie.tsx'
import { useEndedTies } from './use-ended-ties.ts'
import { detailOf, type Shown } from './file.ts'

const order = Object.keys(tieKinds) as TieKindId[]

/** What an entry has to do with others: homes, owners, residents, contacts, premises. */
export function TiesSection({ file, day, isPast }: Shown) {
  const text = useText()
  const barrier = useBarrier()
  const [isAdding, setAdding] = useState(false)
  const ended = useEndedTies(file)
  const endTie = useCommand(registers.endTie)
  const register = file.entry.register
  const canTie = order.some((kind) => {
    const { subject, object } = tieKinds[kind]
    return (subject as readonly string[]).includes(register) || (object as readonly string[]).includes(register)
  })
  if (!canTie) return null
  const barred = barrier(registers.tie.name)
  const isOpen = !isPast && !barred && file.state === 'standing'
  const groups = order
    .flatMap((kind) => [true, false].map((outward) => ({ kind, outward })))
    // The title of a home has a table of its own.
    .filter(({ kind }) => !(register === 'home' && kind === 'owns'))
    .map((group) => ({
      ...group,
      now: file.ties.filter((tie) => tie.kind === group.kind && tie.outward === group.outward),
      before: isPast ? [] : ended.filter((tie) => tie.kind === group.kind && tie.outward === group.outward),
    }))
    .filter(({ now, before }) => now.length + before.length > 0)

  function end(tie: SeenTie): void {
    endTie.mutate(
      { id: tie.id, to: shanghaiDate(serverNow()) },
      { onSuccess: () => toast(text(['关系到今天为止', 'The tie ends today'])) },
    )
  }
  return (
    <section aria-labelledby="file-ties">
      <h2 id="file-ties">{text(['关系', 'Ties'])}</h2>
      {groups.length === 0 && <p className="quiet">{text(['没有登记的关系', 'None registered'])}</p>}
      {groups.map(({ kind, outward, now, before }) => {
        return (
          <div className="file-ties" key={`${kind}${outward}`}>
            <h3>{text(outward ? tieKinds[kind].label : tieKinds[kind].inverse)}</h3>
            <ul className="file-list">
              {now.map((tie) => (
                <TieLine key={tie.id} tie={tie} day={day} onEnd={isOpen ? () => end(tie) : undefined} />
              ))}
            </ul>
            {before.length > 0 && (
              <details className="file-more">
                <summary>{text([`以往 ${before.length}`, `Earlier: ${before.length}`])}</summary>
                <ul className="file-list">
                  {before.map((tie) => (
                    <TieLine key={tie.id} tie={tie} day={day} onEnd={undefined} />
                  ))}
                </ul>
              </details>
            )}
          </div>
        )
      })}
      {endTie.isError && <Problem error={endTie.error} refusals={registerRefusals} isBrief />}
      {isOpen && (
        <Button tone="quiet" onClick={() => setAdding(true)}>
          {text(['建立关系', 'Add a tie'])}
        </Button>
      )}
      {isAdding && <AddTie entry={file.entry} onClose={() => setAdding(false)} />}
    </section>
  )
}

function TieLine({ tie, day, onEnd }: { tie: SeenTie; day: string; onEnd: (() => void) | undefined }) {
  const text = useText()
  const street = useStreet()
  const age = ageOn(tie.other.fields['birth'], day)
  const residence = residenceKinds[detailOf(tie, 'residence') as keyof typeof residenceKinds]
  const said = [
    detailOf(tie, 'relation'),
    age !== null && text([`${age} 岁`, `aged ${age}`]),
    residence && text(residence),
    tie.share && `${tie.share[0]}/${tie.share[1]}`,
  ].filter(Boolean)
  return (
    <li>
      <div>
        <Link to={`/desk/${street}/files/${tie.other.id}`}>{tie.other.title}</Link>{' '}
        {said.length > 0 && <span>{said.join(' · ')}</span>}
        <span className="note file-list-note">
          {text(saySource(tie.source))} · {tie.from} – {tie.to ?? text(['至今', 'now'])}
        </span>
      </div>
      {onEnd && (
        <button
          type="button"
          className="link-button"
          aria-label={text([`结束关系：${tie.other.title}`, `End the tie: ${tie.other.title}`])}
          onClick={onEnd}
        >
          {text(['结束', 'End'])}
        </button>
      )}
    </li>
  )
}
