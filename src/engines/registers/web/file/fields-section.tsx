import { useState } from 'react'
import { registers, type Register } from '#engines/registers/shared'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { Lock } from '../lock.tsx'
import { ageOn, saySource, sayValue } from '../register-words.ts'
import { CorrectField } from './correct-field.tsx'
import type { Shown } from './file.ts'
import './fields-section.css'

/** What stands of each field, where it comes from, and what others said. */
export function FieldsSection({ file, day, isPast, register }: Shown & { register: Register }) {
  const text = useText()
  const [open, setOpen] = useState<string | null>(null)
  const [isWhole, setWhole] = useState(false)
  const names = Object.keys(register.fields)
  const said = names.filter((name) => file.entry.fields[name] !== undefined || file.entry.masked.includes(name))
  const shown = isWhole ? names : said
  const rest = names.length - said.length
  return (
    <section aria-labelledby="file-fields">
      <h2 id="file-fields">{text(['登记内容', 'What is registered'])}</h2>
      <dl className="file-fields">
        {shown.map((name) => (
          <FieldLine
            key={name}
            file={file}
            day={day}
            isPast={isPast}
            register={register}
            name={name}
            isOpen={open === name}
            onToggle={() => setOpen(open === name ? null : name)}
          />
        ))}
      </dl>
      {rest > 0 && (
        <button type="button" className="link-button" aria-expanded={isWhole} onClick={() => setWhole(!isWhole)}>
          {isWhole
            ? text(['收起未填项目', 'Hide what is not known'])
            : text([`还有 ${rest} 项未填或不可见`, `${rest} not known or not shown`])}
        </button>
      )}
    </section>
  )
}

interface Line extends Shown {
  readonly register: Register
  readonly name: string
  readonly isOpen: boolean
  readonly onToggle: () => void
}

function FieldLine({ file, day, isPast, register, name, isOpen, onToggle }: Line) {
  const text = useText()
  const barrier = useBarrier()
  const [isCorrecting, setCorrecting] = useState(false)
  const known = register.fields[name]
  if (!known) return null
  const isMasked = file.entry.masked.includes(name)
  const value = file.entry.fields[name]
  const origin = file.origins[name]
  const age = name === 'birth' ? ageOn(value, day) : null
  const others = file.statements.filter((statement) => statement.fields[name] !== undefined)
  const barred = barrier(registers.say.name)
  return (
    <div className="file-field" data-open={isOpen || isCorrecting || undefined}>
      <dt>{text(known.field.label)}</dt>
      <dd>
        {isCorrecting ? (
          <CorrectField file={file} name={name} register={register} known={known} onDone={() => setCorrecting(false)} />
        ) : (
          <>
            <button type="button" className="file-value" aria-expanded={isOpen} onClick={onToggle}>
              <span>
                {text(sayValue(isMasked ? undefined : known, value))}
                {isMasked && <Lock />}
                {age !== null && <span className="note"> {text([`${age} 岁`, `aged ${age}`])}</span>}
              </span>
              {origin && (
                <span className="file-origin">
                  {text(saySource(origin.source))} · {origin.observedOn}
                </span>
              )}
            </button>
            {isOpen && (
              <div className="file-sources">
                {others.length === 0 ? (
                  <p className="note">{text(['还没有来源记载此项。', 'No source has said anything of this.'])}</p>
                ) : (
                  <ul>
                    {others.map((statement) => (
                      <li key={statement.id} data-withdrawn={statement.withdrawn || undefined}>
                        <span>
                          {text(sayValue(isMasked ? undefined : known, statement.fields[name]))}
                          {isMasked && <Lock />}
                        </span>
                        <span className="note">
                          {text(saySource(statement.source))} · {statement.observedOn}
                          {statement.withdrawn && ` · ${text(['已撤回', 'withdrawn'])}`}
                        </span>
                      </li>
                    ))}
                  </ul>
                )}
                {!isPast && file.state === 'standing' && (
                  <button
                    type="button"
                    className="link-button"
                    aria-disabled={barred ? true : undefined}
                    title={barred ? text(barred) : undefined}
                    onClick={() => !barred && setCorrecting(true)}
                  >
                    {text(['更正', 'Correct'])}
                  </button>
                )}
              </div>
            )}
          </>
        )}
      </dd>
    </div>
  )
}
