import { ballotRefusals, ballots, type SettlementLine, type VoteView } from '#engines/ballots/shared'
import type { Text } from '#kernel/text'
import { ActForm } from '#ui/act-form'
import { useText } from '#ui/text'
import { area, Done, sourceWords } from '../vote-words.tsx'
import { DecideSettlement, SettlementWord } from './decide-settlement.tsx'
import { settlementWords } from './settle-form.tsx'

/** Which homes were put right, and what is held of them now. */
function settledWhat({ settlement, homes }: SettlementLine): Text {
  const [zh, en] = [homes.join('、'), homes.join(', ')]
  if (settlement.kind === 'set_area') {
    const [from, source] = sourceWords[settlement.source]
    return [`${zh}：${area(settlement.area)} m²（${from}）`, `${en}: ${area(settlement.area)} m² (${source})`]
  }
  if (settlement.kind === 'set_owners') {
    const count = settlement.owners.length
    return [`${zh}：产权人 ${count} 名`, `${en}: ${count === 1 ? 'one owner' : `${count} owners`}`]
  }
  return [zh, en]
}

/** What was put right, by whom, and whether it stands. */
export function Settled({ vote, settlements }: { vote: VoteView; settlements: readonly SettlementLine[] }) {
  const text = useText()
  if (settlements.length === 0) return null
  return (
    <section>
      <h2>{text(['处理记录', 'Settled'])}</h2>
      <ul className="told-list">
        {settlements.map((line) => (
          <li key={line.id} data-undone={line.undone || undefined}>
            <div className="sheet-head">
              <strong>{text(settlementWords[line.settlement.kind])}</strong>
              <span>
                {text(settledWhat(line))} <span className="note">{line.reason}</span>
              </span>
              <Done by={line.by} at={line.at} />
              {line.undone && <span className="note">{text(['已撤销', 'Undone'])}</span>}
              {!line.undone && vote.may.includes('undoSettlement') && (
                <ActForm
                  command={ballots.undoSettlement}
                  refusals={ballotRefusals}
                  input={{ id: vote.id, settlementId: line.id }}
                  verb={['撤销', 'Undo']}
                  done={['已撤销', 'Undone']}
                />
              )}
              {!line.undone && !vote.may.includes('undoSettlement') && <SettlementWord line={line} />}
            </div>
            {line.waits && vote.may.includes('decideSettlement') && <DecideSettlement vote={vote} line={line} />}
          </li>
        ))}
      </ul>
    </section>
  )
}
