import { useState } from 'react'
import { registers, type Register } from '#engines/registers/shared'
import { useCommand } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { When } from '#ui/time'
import { toast } from '#ui/toast'
import { saySource, sayValue } from '../register-words.ts'
import type { File, Shown } from './file.ts'
import { ReasonForm } from './reason-form.tsx'
import './statements-section.css'

/** Who said what, and of which day: each statement can be taken back. */
export function StatementsSection({ file, day, isPast, register }: Shown & { register: Register }) {
  const text = useText()
  const said = file.statements.filter((statement) => !isPast || statement.observedOn <= day)
  if (said.length === 0) return null
  return (
    <section aria-labelledby="file-statements">
      <h2 id="file-statements">{text(['谁说过什么', 'Who said what'])}</h2>
      <ol className="statements">
        {said.map((statement) => (
          <Statement
            key={statement.id}
            file={file}
            statement={statement}
            register={register}
            isOpen={!isPast && file.state === 'standing'}
          />
        ))}
      </ol>
    </section>
  )
}

interface Line {
  readonly file: File
  readonly statement: File['statements'][number]
  readonly register: Register
  readonly isOpen: boolean
}

function Statement({ file, statement, register, isOpen }: Line) {
  const text = useText()
  const barrier = useBarrier()
  const withdraw = useCommand(registers.withdrawStatement)
  const [isAsking, setAsking] = useState(false)
  const barred = barrier(registers.withdrawStatement.name)
  function send(reason: string): void {
    withdraw.mutate(
      { entry: file.entry.id, statement: statement.id, reason },
      {
        onSuccess: () => {
          setAsking(false)
          toast(text(['已撤回，档案按其余记载重新确定', 'Withdrawn; the file follows the rest']))
        },
      },
    )
  }
  const said = Object.entries(statement.fields)
  return (
    <li data-withdrawn={statement.withdrawn || undefined}>
      <div className="statement-head">
        <strong>{text(saySource(statement.source))}</strong>
        <span className="note">
          {statement.observedOn} · {text(['记入', 'recorded'])} <When at={statement.recordedAt} />
          {statement.import && ` · ${text(['批量导入', 'by an import'])}`}
        </span>
        {statement.withdrawn ? (
          <span className="note">{text(['已撤回', 'withdrawn'])}</span>
        ) : (
          isOpen &&
          !barred &&
          !isAsking && (
            <button type="button" className="link-button" onClick={() => setAsking(true)}>
              {text(['撤回', 'Withdraw'])}
            </button>
          )
        )}
      </div>
      <dl className="statement-said">
        {said.map(([name, value]) => (
          <div key={name}>
            <dt>{text(register.fields[name]?.field.label ?? [name, name])}</dt>
            <dd>{text(sayValue(file.entry.masked.includes(name) ? undefined : register.fields[name], value))}</dd>
          </div>
        ))}
      </dl>
      {isAsking && (
        <ReasonForm
          act={['撤回', 'Withdraw']}
          label={['撤回理由', 'Reason']}
          example={['撤回理由，如“登记时张冠李戴”', 'Reason, such as “of someone else”']}
          command={withdraw}
          onSend={send}
          onLeave={() => setAsking(false)}
        />
      )}
    </li>
  )
}
