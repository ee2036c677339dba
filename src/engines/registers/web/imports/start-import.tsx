import { useRef, useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { newId } from '#kernel/id'
import {
  importKindIds,
  importKinds,
  registerRefusals,
  registers,
  sources,
  type ImportId,
  type ImportKind,
  type SourceId,
} from '#engines/registers/shared'
import { Button, Chips, FieldRow, InputRow, Problem } from '#ui'
import { useCommand, useStreet } from '#ui/operations'
import { useText } from '#ui/text'
import { useToday } from '../use-today.ts'
import { DropZone } from './drop-zone.tsx'
import { sendImportFile } from './send-import-file.ts'
import './start-import.css'

/** What the file is a list of, from whom, of which day; then it is sent. */
export function StartImport() {
  const text = useText()
  const street = useStreet()
  const navigate = useNavigate()
  const today = useToday()
  const start = useCommand(registers.startImport)
  const [file, setFile] = useState<File | null>(null)
  const [kind, setKind] = useState<ImportKind>('person')
  const [source, setSource] = useState<SourceId>('committee')
  const [observedOn, setObservedOn] = useState('')
  const [sent, setSent] = useState<number | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  // A line that broke in the middle of the file starts no second import.
  const started = useRef<ImportId | null>(null)

  async function send(event: FormEvent): Promise<void> {
    event.preventDefault()
    if (!file || sent !== null) return
    setFailure(null)
    setSent(0)
    try {
      if (started.current === null) {
        const id = newId() as ImportId
        await start.mutateAsync({
          id,
          kind,
          fileName: file.name.slice(0, 200),
          source,
          ...(observedOn && { observedOn }),
        })
        started.current = id
      }
      await sendImportFile(street, started.current, file, setSent)
      void navigate(`/desk/${street}/imports/${started.current}`)
    } catch (thrown) {
      setFailure(thrown)
      setSent(null)
    }
  }
  return (
    <form className="start-import" onSubmit={(event) => void send(event)}>
      <DropZone
        file={file}
        onFile={(next) => {
          started.current = null
          setFailure(null)
          setFile(next)
        }}
      />
      {file && (
        <div className="start-import-fields">
          <FieldRow label={['这是什么名单', 'A list of']} group>
            {({ id: _, ...aria }) => (
              <Chips
                {...aria}
                options={importKinds}
                value={kind}
                onChange={setKind}
                label={text(['这是什么名单', 'A list of'])}
              />
            )}
          </FieldRow>
          <div className="start-import-line">
            <FieldRow label={['来自', 'From']}>
              {(aria) => (
                <select
                  {...aria}
                  className="control"
                  value={source}
                  onChange={(event) => setSource(event.target.value as SourceId)}
                >
                  {Object.entries(sources).map(([id, label]) => (
                    <option key={id} value={id}>
                      {text(label)}
                    </option>
                  ))}
                </select>
              )}
            </FieldRow>
            <InputRow
              label={['截至哪天的情况', 'As of which day']}
              type="date"
              max={today}
              value={observedOn || today}
              onChange={(event) => setObservedOn(event.target.value)}
            />
          </div>
          {failure !== null && <Problem error={failure} refusals={registerRefusals} />}
          <div className="form-buttons">
            <Button type="submit" tone="main" busy={sent !== null}>
              {sent === null
                ? text(['上传', 'Send'])
                : text([`正在上传 ${Math.floor(sent * 100)} %`, `Sending ${Math.floor(sent * 100)} %`])}
            </Button>
            <span className="note">
              {text(['此时不会写入名册，先给您核对。', 'Nothing is written yet; you see it first.'])}
            </span>
          </div>
        </div>
      )}
      {!file && (
        <p className="note">
          {text(['没有现成的表？下载模板填写：', 'No list yet? Fill in a template: '])}
          {importKindIds.map((each) => (
            <a key={each} className="import-template" href={`/api/${street}/registers/${each}/template.xlsx`} download>
              {text(importKinds[each])}
            </a>
          ))}
        </p>
      )}
    </form>
  )
}
