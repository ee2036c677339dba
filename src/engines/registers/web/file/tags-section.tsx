import { useState, type FormEvent } from 'react'
import { newId } from '#kernel/id'
import { shanghaiDate } from '#kernel/time'
import { registerRefusals, registers } from '#engines/registers/shared'
import { Button, FieldRow, InputRow, Problem } from '#ui'
import { useCommand } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { SideSheet } from '#ui/side-sheet'
import { useText } from '#ui/text'
import { serverNow } from '#ui/time'
import { toast } from '#ui/toast'
import { useDirectory } from '../directory.ts'
import { saySource, sayTag } from '../register-words.ts'
import { useRegisters } from '../registers-context.ts'
import { useKeptTags } from '../use-kept-tags.ts'
import { useToday } from '../use-today.ts'
import { holdsOn, type File, type Shown } from './file.ts'

/** What care someone needs: which tag, from whom, until when. */
export function TagsSection({ file, day, isPast }: Shown) {
  const text = useText()
  const barrier = useBarrier()
  const known = useRegisters().tags
  const { unitName } = useDirectory()
  const endTag = useCommand(registers.endTag)
  const [isAdding, setAdding] = useState(false)
  const barred = barrier(registers.tag.name)
  const now = file.tags.filter((tag) => holdsOn(tag, day))
  const before = file.tags.filter((tag) => tag.to !== null && tag.to < day)

  function end(id: string): void {
    endTag.mutate(
      { id, to: shanghaiDate(serverNow()) },
      { onSuccess: () => toast(text(['标签到今天为止', 'The tag ends today'])) },
    )
  }
  return (
    <section aria-labelledby="file-tags">
      <h2 id="file-tags">{text(['标签', 'Tags'])}</h2>
      {now.length === 0 && <p className="quiet">{text(['没有标签', 'No tag'])}</p>}
      <ul className="file-list">
        {now.map((tag) => (
          <li key={tag.id}>
            <div>
              <span className="tag" data-restricted={tag.restricted || undefined}>
                {text(sayTag(known, tag.tag))}
              </span>
              {Object.entries(tag.details).map(([name, value]) => (
                <span className="note" key={name}>
                  {' '}
                  {String(value)}
                </span>
              ))}
              <span className="note file-list-note">
                {text(saySource(tag.source))}
                {tag.office && ` · ${unitName(tag.office)}`} · {tag.from} – {tag.to ?? text(['至今', 'now'])}
              </span>
            </div>
            {!isPast && !barred && (
              <button
                type="button"
                className="link-button"
                aria-label={text([
                  `取消标签：${text(sayTag(known, tag.tag))}`,
                  `End the tag: ${text(sayTag(known, tag.tag))}`,
                ])}
                onClick={() => end(tag.id)}
              >
                {text(['取消', 'End'])}
              </button>
            )}
          </li>
        ))}
      </ul>
      {endTag.isError && <Problem error={endTag.error} refusals={registerRefusals} isBrief />}
      {before.length > 0 && (
        <details className="file-more">
          <summary>{text([`已失效 ${before.length}`, `Ended: ${before.length}`])}</summary>
          <ul className="file-list">
            {before.map((tag) => (
              <li key={tag.id}>
                <span>
                  {text(sayTag(known, tag.tag))}{' '}
                  <span className="note">
                    {tag.from} – {tag.to}
                  </span>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {!isPast && file.state === 'standing' && !barred && (
        <Button tone="quiet" onClick={() => setAdding(true)}>
          {text(['加标签', 'Add a tag'])}
        </Button>
      )}
      {isAdding && <AddTag file={file} onClose={() => setAdding(false)} />}
    </section>
  )
}

function AddTag({ file, onClose }: { file: File; onClose: () => void }) {
  const text = useText()
  const known = useRegisters().tags
  const kept = useKeptTags()
  const add = useCommand(registers.tag)
  const [id] = useState(newId)
  const today = useToday()
  const [tag, setTag] = useState('')
  const [from, setFrom] = useState(today)
  const [to, setTo] = useState('')
  function send(event: FormEvent): void {
    event.preventDefault()
    add.mutate(
      { id, entry: file.entry.id, tag, from, ...(to && { to }) },
      {
        onSuccess: () => {
          toast(text(['已加标签', 'Tagged']))
          onClose()
        },
      },
    )
  }
  return (
    <SideSheet title={['加标签', 'Add a tag']} onClose={onClose}>
      <form onSubmit={send}>
        <div className="side-sheet-fields">
          <FieldRow label={['标签', 'Tag']}>
            {(aria) => (
              <select
                {...aria}
                className="control"
                required
                value={tag}
                onChange={(event) => setTag(event.target.value)}
              >
                <option value="">{text(['请选择', 'Choose'])}</option>
                {kept.map((each) => (
                  <option key={each} value={each}>
                    {text(sayTag(known, each))}
                  </option>
                ))}
              </select>
            )}
          </FieldRow>
          <InputRow
            label={['自', 'From']}
            type="date"
            required
            value={from}
            onChange={(event) => setFrom(event.target.value)}
          />
          <InputRow
            label={['至', 'To']}
            optional
            type="date"
            min={from}
            value={to}
            onChange={(event) => setTo(event.target.value)}
          />
          {add.isError && <Problem error={add.error} refusals={registerRefusals} />}
        </div>
        <footer className="form-buttons">
          <Button type="submit" tone="main" busy={add.isPending}>
            {text(['加标签', 'Add'])}
          </Button>
        </footer>
      </form>
    </SideSheet>
  )
}
