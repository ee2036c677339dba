import { useState } from 'react'
import { newId } from '#kernel/id'
import {
  ballotRefusals,
  ballots,
  type DeliveryLine,
  type PaperContent,
  type PaperLine,
  type VoteView,
} from '#engines/ballots/shared'
import { EmptyState, FieldRow, InputRow, Problem, Waiting } from '#ui'
import { ActForm, Unfolded } from '#ui/act-form'
import { fileUrl, useOperation, useStreet } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { FileInput } from '../file-input.tsx'
import { Done } from '../vote-words.tsx'
import { CountingSheet } from './counting-sheet.tsx'
import { ExposedAreas } from './exposed-areas.tsx'
import { ContentFields, emptyContent, isComplete } from './paper-content.tsx'

const paperStates = {
  received: ['待复核', 'To be confirmed'],
  confirmed: ['已复核', 'Confirmed'],
  differing: ['两次录入不一致', 'Entries differ'],
  void: ['作废', 'Void'],
} as const

function OwnerField({ id, value, onChange }: { id: string; value: string; onChange: (owner: string) => void }) {
  const text = useText()
  const { data } = useOperation(ballots.deliveries, { id })
  const [words, setWords] = useState('')
  const items: readonly DeliveryLine[] = data?.items ?? []
  const chosen = items.filter(({ owner }) => owner === value)
  const found = words.trim()
    ? items.filter(({ label, owner }) => label.includes(words.trim()) || owner === words.trim()).slice(0, 8)
    : []
  return (
    <FieldRow label={['业主', 'Owner']} hint={['输入室号或业主编号', 'Type the home or the owner number']}>
      {(aria) =>
        value ? (
          <p className="scope-chosen">
            <strong>{value}</strong>
            <span>{chosen.map(({ label }) => label).join('、')}</span>
            {chosen[0] && chosen[0].state !== 'none' && (
              <span className="late">
                {text(
                  chosen[0].state === 'electronic' ? ['已在网上投票', 'voted online'] : ['纸质票已收', 'paper is in'],
                )}
              </span>
            )}
            <button type="button" className="link-button" onClick={() => onChange('')}>
              {text(['换一户', 'Another'])}
            </button>
          </p>
        ) : (
          <>
            <input {...aria} className="control" value={words} onChange={(event) => setWords(event.target.value)} />
            <ul className="scope-offers">
              {found.map((line) => (
                <li key={line.unit}>
                  <button type="button" className="link-button" onClick={() => onChange(line.owner)}>
                    {line.label}
                  </button>{' '}
                  <span className="note">{line.owner}</span>
                </li>
              ))}
            </ul>
          </>
        )
      }
    </FieldRow>
  )
}

function EnterPaper({ vote, onAway }: { vote: VoteView; onAway: () => void }) {
  const text = useText()
  const [paper, setPaper] = useState(newId)
  const [owner, setOwner] = useState('')
  const [file, setFile] = useState<string | null>(null)
  const [accepted, setAccepted] = useState(false)
  const [content, setContent] = useState<PaperContent>(() => emptyContent(vote.questions))
  const isNamed = vote.mode === 'named'
  const ready = owner && file && (!isNamed || isComplete(content, vote.questions))
  return (
    <ActForm
      command={ballots.enterPaper}
      refusals={ballotRefusals}
      input={ready ? { id: vote.id, paper, owner, file, ...(isNamed ? { content } : { accepted }) } : null}
      missing={['请选业主、上传扫描件并逐项录入。', 'Choose the owner, upload the scan, enter every question.']}
      verb={isNamed ? ['录入', 'Enter'] : ['登记信封', 'Take the envelope']}
      done={['已登记，另一人复核后即为收到', 'Entered; received once another person has confirmed it']}
      onAway={onAway}
      onDone={() => {
        // The next paper of the pile.
        setPaper(newId())
        setOwner('')
        setFile(null)
        setAccepted(false)
        setContent(emptyContent(vote.questions))
      }}
    >
      <OwnerField id={vote.id} value={owner} onChange={setOwner} />
      <FieldRow
        label={isNamed ? ['选票扫描件', 'Scan of the paper'] : ['信封扫描件（不拆封）', 'Scan of the closed envelope']}
        group
      >
        {() => <FileInput key={paper} label={['拍照或上传', 'Photo or scan']} file={file} onChange={setFile} />}
      </FieldRow>
      {isNamed ? (
        <ContentFields questions={vote.questions} content={content} onChange={setContent} />
      ) : (
        <>
          <p className="note">
            {text([
              '无记名：信封截止后当众拆封投入票箱，按面积段计票，此处不录选择。',
              'Secret: the envelopes are opened in public after the close and counted by area; no choice is entered here.',
            ])}
          </p>
          <label className="check-line">
            <input type="checkbox" checked={accepted} onChange={(event) => setAccepted(event.target.checked)} />
            {text([
              '业主已在信封上签字，知悉他人可能看出其意见（同面积纸质票很少时才需要，登记时会提示）',
              'Needed only where few papers come of one area; you will be told. The owner has signed on the envelope, knowing that others may work out this vote',
            ])}
          </label>
        </>
      )}
    </ActForm>
  )
}

/** The second clerk reads the scan, and does not see what the first one entered. */
function ConfirmPaper({ vote, line, onAway }: { vote: VoteView; line: PaperLine; onAway: () => void }) {
  const street = useStreet()
  const text = useText()
  const [content, setContent] = useState<PaperContent>(() => emptyContent(vote.questions))
  const isNamed = vote.mode === 'named'
  return (
    <ActForm
      command={ballots.confirmPaper}
      refusals={ballotRefusals}
      input={
        !isNamed
          ? { id: vote.id, paper: line.id }
          : isComplete(content, vote.questions)
            ? { id: vote.id, paper: line.id, content }
            : null
      }
      missing={['请对照扫描件逐项录入。', 'Enter every question from the scan.']}
      verb={['复核', 'Confirm']}
      done={['已复核', 'Confirmed']}
      onAway={onAway}
      onDone={onAway}
    >
      <a href={fileUrl(street, line.file)} target="_blank" rel="noreferrer">
        <img className="scan" src={fileUrl(street, line.file)} alt={text(['扫描件', 'Scan'])} />
      </a>
      {isNamed && <ContentFields questions={vote.questions} content={content} onChange={setContent} />}
    </ActForm>
  )
}

function VoidPaper({ id, paper, onAway }: { id: string; paper: string; onAway: () => void }) {
  const [reason, setReason] = useState('')
  return (
    <ActForm
      command={ballots.voidPaper}
      refusals={ballotRefusals}
      input={reason.trim().length > 1 ? { id, paper, reason } : null}
      missing={['请写明原因。', 'Say why.']}
      verb={['作废这次录入', 'Void this entry']}
      done={['已作废，可重新录入', 'Void; it may be entered anew']}
      tone="danger"
      onAway={onAway}
    >
      <InputRow
        label={['原因', 'Reason']}
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </ActForm>
  )
}

/** Papers as they come in: entered by one, entered again by another. */
export function Papers({ vote }: { vote: VoteView }) {
  const text = useText()
  const street = useStreet()
  const barrier = useBarrier()
  const barred = barrier(ballots.papers.name)
  const asked = useOperation(ballots.papers, { id: vote.id }, { enabled: !barred })
  if (barred) return <p className="note">{text(barred)}</p>
  if (asked.isError && !asked.data) return <Problem error={asked.error} refusals={ballotRefusals} />
  if (!asked.data) return <Waiting />
  const { items, classes, exposed, sheet } = asked.data
  const count = (state: PaperLine['state']) => items.filter((each) => each.state === state).length
  const may = (verb: 'enterPaper' | 'confirmPaper' | 'voidPaper') => vote.may.includes(verb)
  return (
    <>
      <section>
        <div className="sheet-head">
          <h2>
            {text(
              vote.mode === 'named'
                ? [`纸质票 ${items.length} 张`, items.length === 1 ? '1 paper' : `${items.length} papers`]
                : [`信封 ${items.length} 个`, items.length === 1 ? '1 envelope' : `${items.length} envelopes`],
            )}
          </h2>
          <span>
            {text([
              `已复核 ${count('confirmed')}，待复核 ${count('received')}，不一致 ${count('differing')}`,
              `${count('confirmed')} confirmed, ${count('received')} waiting, ${count('differing')} differing`,
            ])}
          </span>
        </div>
        {may('enterPaper') && (
          <div className="form-buttons">
            <Unfolded
              label={vote.mode === 'named' ? ['录入纸质票', 'Enter papers'] : ['登记信封', 'Take envelopes']}
              tone="main"
            >
              {(close) => <EnterPaper vote={vote} onAway={close} />}
            </Unfolded>
          </div>
        )}
        {vote.state === 'voting' && <ExposedAreas exposed={exposed} />}
        {items.length === 0 ? (
          <EmptyState title={['还没有纸质票', 'No papers yet']}>
            <p>
              {text([
                '第一人录入后，由另一人看扫描件再录一遍，两次一致才算收到；此前业主仍可网上投票，录入随之作废。',
                'A second person enters it again from the scan; it counts as received only if both agree. Until then the owner may still vote online, which makes the entry void.',
              ])}
            </p>
          </EmptyState>
        ) : (
          <ul className="told-list">
            {items.map((line) => (
              <li key={line.id} data-state={line.state}>
                <div className="sheet-head">
                  <strong className={line.state === 'differing' ? 'late' : undefined}>
                    {text(paperStates[line.state])}
                  </strong>
                  <span>{text([`业主 ${line.owner}`, `Owner ${line.owner}`])}</span>
                  <Done by={line.firstBy} at={line.firstAt} />
                  {line.secondBy && (
                    <span className="note">{text([`复核 ${line.secondBy}`, `confirmed by ${line.secondBy}`])}</span>
                  )}
                  <a href={fileUrl(street, line.file)} target="_blank" rel="noreferrer">
                    {text(['扫描件', 'Scan'])}
                  </a>
                </div>
                <div className="form-buttons">
                  {line.state === 'received' && may('confirmPaper') && (
                    <Unfolded label={['复核', 'Confirm']}>
                      {(close) => <ConfirmPaper vote={vote} line={line} onAway={close} />}
                    </Unfolded>
                  )}
                  {(line.state === 'received' || line.state === 'differing') && may('voidPaper') && (
                    <Unfolded label={['作废', 'Void']} tone="quiet">
                      {(close) => <VoidPaper id={vote.id} paper={line.id} onAway={close} />}
                    </Unfolded>
                  )}
                </div>
                {line.state === 'differing' && (
                  <p className="late">
                    {text([
                      '两人录入不同：请共同核对扫描件，作废后重新录入并复核。',
                      'The two entries differ: check the scan together, void this one and enter it anew.',
                    ])}
                  </p>
                )}
              </li>
            ))}
          </ul>
        )}
      </section>
      {vote.mode === 'secret' && vote.closedAt && classes.length > 0 && (
        <CountingSheet vote={vote} classes={classes} sheet={sheet} />
      )}
    </>
  )
}
