import { useState } from 'react'
import { ballotRefusals, ballots, type SettlementLine, type VoteView } from '#engines/ballots/shared'
import { InputRow } from '#ui'
import { ActForm, Unfolded } from '#ui/act-form'
import { useText } from '#ui/text'

function Decide({
  vote,
  line,
  decision,
  onAway,
}: {
  vote: VoteView
  line: SettlementLine
  decision: 'confirmed' | 'undone'
  onAway: () => void
}) {
  const [reason, setReason] = useState('')
  const isConfirmed = decision === 'confirmed'
  return (
    <ActForm
      command={ballots.decideSettlement}
      refusals={ballotRefusals}
      input={reason.trim().length > 1 ? { id: vote.id, settlementId: line.id, decision, reason } : null}
      missing={['请写明核定依据。', 'Say what it rests on.']}
      verb={isConfirmed ? ['核定', 'Confirm'] : ['撤销', 'Undo']}
      done={isConfirmed ? ['已核定', 'Confirmed'] : ['已撤销', 'Undone']}
      {...(!isConfirmed && { tone: 'danger' as const })}
      onAway={onAway}
    >
      <InputRow
        label={['依据', 'What it rests on']}
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </ActForm>
  )
}

/** Whether what the convener settled alone stands: by the registry's word, without which the roll is not frozen. */
export function SettlementWord({ line }: { line: SettlementLine }) {
  const text = useText()
  if (line.confirmedBy !== null)
    return <span className="note">{text([`核定 ${line.confirmedBy}`, `confirmed by ${line.confirmedBy}`])}</span>
  if (!line.waits) return null
  return <span className="late">{text(['待房管办核定', 'To be confirmed by the registry'])}</span>
}

/** For the registry: its form opens below the line, over the whole width. */
export function DecideSettlement({ vote, line }: { vote: VoteView; line: SettlementLine }) {
  return (
    <div className="form-buttons">
      <Unfolded label={['核定', 'Confirm']} tone="main">
        {(close) => <Decide vote={vote} line={line} decision="confirmed" onAway={close} />}
      </Unfolded>
      <Unfolded label={['撤销', 'Undo']} tone="quiet">
        {(close) => <Decide vote={vote} line={line} decision="undone" onAway={close} />}
      </Unfolded>
    </div>
  )
}
