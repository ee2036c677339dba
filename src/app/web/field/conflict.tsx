import { useState } from 'react'
import { cases, findCategory, states } from '#engines/cases/shared'
import { useOutbox, type CommandEntry, type Entry } from '#ui/outbox'
import { useText } from '#ui/text'
import { When } from '#ui/time'
import { useHeard } from './asking.ts'
import { LightAndDue } from './parts.tsx'
import { sayAct, titleOf } from './say-act.ts'
import { CasePicture, purposeIn } from './camera.tsx'
import './conflict.css'

async function copy(said: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(said)
  // Without https there is no clipboard but the old one.
  const area = document.createElement('textarea')
  area.value = said
  document.body.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}

function CaseNow({ caseId }: { caseId: string }) {
  const text = useText()
  const heard = useHeard(cases.get, { caseId: caseId as never })
  const seen = heard.data?.value.case
  if (!seen)
    return (
      <p className="quiet-text">
        {text(['案件现状暂时查不到。', 'How the case stands now cannot be seen at the moment.'])}
      </p>
    )
  return (
    <p>
      {seen.title} · {text(states[seen.state])} <LightAndDue seen={seen} />
    </p>
  )
}

/** An act that the server refused: what was meant, what was said, how the case stands, and what to do. Nothing is lost by waiting. */
export function Conflict({ entry, behind }: { entry: Entry; behind: number }) {
  const text = useText()
  const outbox = useOutbox()
  const [discarding, setDiscarding] = useState(false)
  const [copied, setCopied] = useState(false)
  if (!entry.refused) return null
  const isPhoto = entry.kind === 'file'
  const isNew = entry.kind === 'command' && entry.operation === cases.create.name
  const meant = isPhoto ? [] : sayAct(entry as CommandEntry)
  const title = isPhoto ? text(['照片', 'Photo']) : text(titleOf(entry.operation))
  const category = isNew ? findCategory(String((entry.input as { category?: string }).category))?.name : undefined
  return (
    <article className="conflict" role="alert" aria-label={text(['未被接受的操作', 'An act that was refused'])}>
      <h3>
        {title} {category && text(category)} · {text(['服务器没有接受', 'refused by the server'])}
      </h3>
      <dl>
        <dt>{text(['服务器说', 'The server says'])}</dt>
        <dd>
          <strong>{entry.refused.message}</strong>
        </dd>
        <dt>{text(['您要办的', 'What you meant'])}</dt>
        <dd>
          <When at={entry.at} />
          {meant.map((line, index) => (
            <p key={index}>{text(line)}</p>
          ))}
          <div className="photos">
            {isPhoto ? (
              <CasePicture photo={{ id: entry.id as never, purpose: 'evidence' }} />
            ) : (
              entry.files.map((id) => (
                <CasePicture key={id} photo={{ id: id as never, purpose: purposeIn(entry.input, id) }} />
              ))
            )}
          </div>
        </dd>
        {!isNew && (
          <>
            <dt>{text(['案件现在', 'The case now'])}</dt>
            <dd>
              <CaseNow caseId={entry.chain} />
            </dd>
          </>
        )}
      </dl>
      {behind > 0 && (
        <p className="quiet-text">
          {text([
            `后面还有 ${behind} 项在等它，处理后会接着发送。`,
            `${behind} more wait behind it and go on when this is settled.`,
          ])}
        </p>
      )}
      {discarding ? (
        <div className="conflict-acts">
          <p>
            {isPhoto
              ? text(['不带这张照片，其余照常发送？', 'Send the rest without this photo?'])
              : text(['放弃后这项内容将从手机删除，不能恢复。', 'Giving it up deletes it from this phone for good.'])}
          </p>
          <button type="button" className="button" onClick={() => setDiscarding(false)}>
            {text(['不，先留着', 'No, keep it'])}
          </button>
          <button type="button" className="button danger" onClick={() => void outbox.discard(entry.id)}>
            {isPhoto ? text(['不带照片发送', 'Send without it']) : text(['确认放弃', 'Give it up'])}
          </button>
        </div>
      ) : (
        <div className="conflict-acts">
          <button type="button" className="button primary" onClick={() => void outbox.tryAgain(entry.id)}>
            {text(['重新办理', 'Try again as new'])}
          </button>
          {!isPhoto && (
            <button
              type="button"
              className="button"
              onClick={() => void copy([title, ...meant.map(text)].join('\n')).then(() => setCopied(true))}
            >
              {copied ? text(['已复制', 'Copied']) : text(['复制文字', 'Copy the text'])}
            </button>
          )}
          <button type="button" className="button" onClick={() => setDiscarding(true)}>
            {isPhoto ? text(['去掉照片…', 'Drop the photo…']) : text(['放弃…', 'Give up…'])}
          </button>
        </div>
      )}
    </article>
  )
}
