import { useState } from 'react'
import {
  ballotRefusals,
  ballots,
  fractionText,
  matters,
  voteParameters,
  type AmendedRule,
  type AmendmentLine,
} from '#engines/ballots/shared'
import type { Text } from '#kernel/text'
import { EmptyState, InputRow, Problem, Waiting } from '#ui'
import { ActForm, Unfolded } from '#ui/act-form'
import { fileUrl, useOperation, useStreet } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { useText } from '#ui/text'
import { Done } from '../votes/vote-words.tsx'

const states = {
  proposed: ['待复核', 'To be confirmed'],
  confirmed: ['已复核', 'Confirmed'],
  withdrawn: ['已撤回', 'Withdrawn'],
} as const satisfies Record<AmendmentLine['state'], Text>

/** Area and heads in one phrase where they are alike. */
export function sharesText({
  area,
  heads,
}: {
  area: Parameters<typeof fractionText>[0]
  heads: Parameters<typeof fractionText>[0]
}): Text {
  const [one, other] = [fractionText(area), fractionText(heads)]
  return one[0] === other[0]
    ? [`面积、人数各${one[0]}`, `${one[1]} of area and of owners`]
    : [`面积${one[0]}、人数${other[0]}`, `${one[1]} of area, ${other[1]} of owners`]
}

function amendedText(amended: AmendedRule): Text {
  if (amended.kind === 'parameter') {
    const { label, unit } = voteParameters[amended.key]
    return [
      `${label[0]}：${amended.value}${unit === 'DAY' ? ' 天' : ''}`,
      `${label[1]}: ${amended.value}${unit === 'DAY' ? ' days' : ''}`,
    ]
  }
  const [quorum, majority] = [sharesText(amended.quorum), sharesText(amended.majority)]
  const { label } = matters[amended.matter]
  return [
    `${label[0]}：参与${quorum[0]}，同意${majority[0]}（${amended.article[0]}）`,
    `${label[1]}: quorum ${quorum[1]}, majority ${majority[1]} (${amended.article[1]})`,
  ]
}

function Withdraw({ id, onAway }: { id: string; onAway: () => void }) {
  const [reason, setReason] = useState('')
  return (
    <ActForm
      command={ballots.withdrawAmendment}
      refusals={ballotRefusals}
      input={reason.trim().length > 1 ? { id, reason } : null}
      missing={['请写明原因。', 'Say why.']}
      verb={['撤回', 'Withdraw']}
      done={['已撤回', 'Withdrawn']}
      tone="danger"
      onAway={onAway}
    >
      <InputRow
        label={['原因', 'Reason']}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </ActForm>
  )
}

/** What the street changed or is about to: by whom, on what ground, from when. */
export function AmendmentList() {
  const text = useText()
  const street = useStreet()
  const barrier = useBarrier()
  const barred = barrier(ballots.amendments.name)
  const asked = useOperation(ballots.amendments, {}, { enabled: !barred })
  if (barred) return null
  if (asked.isError && !asked.data) return <Problem error={asked.error} refusals={ballotRefusals} />
  if (!asked.data) return <Waiting />
  const { items } = asked.data
  return (
    <section>
      <h2>{text(['修订记录', 'Amendments'])}</h2>
      {items.length === 0 ? (
        <EmptyState title={['没有修订过', 'No amendments']}>
          <p>
            {text([
              '法规调整时，在上面相应的规则旁提出修订，由另一人复核；施行日之前发布公告的表决不受影响。',
              'When the law changes, propose an amendment beside the rule above and have another person confirm it. Votes announced before its day keep their rules.',
            ])}
          </p>
        </EmptyState>
      ) : (
        <ul className="told-list">
          {items.map((each) => (
            <li key={each.id} data-state={each.state}>
              <div className="sheet-head">
                <strong>{text(states[each.state])}</strong>
                <span>{text(amendedText(each.amended))}</span>
                <span>{text([`${each.from} 起`, `from ${each.from}`])}</span>
              </div>
              <div className="sheet-head note">
                <span>{each.source}</span>
                {each.file && (
                  <a href={fileUrl(street, each.file)} target="_blank" rel="noreferrer">
                    {text(['依据文件', 'The document'])}
                  </a>
                )}
                <Done by={each.proposedBy} at={each.proposedAt} />
                {each.confirmedBy && (
                  <span>{text([`复核 ${each.confirmedBy}`, `confirmed by ${each.confirmedBy}`])}</span>
                )}
                {each.withdrawnReason && <span>{each.withdrawnReason}</span>}
              </div>
              {each.state === 'proposed' && !barrier(ballots.confirmAmendment.name) && (
                <div className="form-buttons">
                  <Unfolded label={['复核', 'Confirm']} tone="main">
                    {(close) => (
                      <ActForm
                        command={ballots.confirmAmendment}
                        refusals={ballotRefusals}
                        input={{ id: each.id }}
                        verb={['复核无误', 'Confirm']}
                        done={[`${each.from} 起施行`, `In force from ${each.from}`]}
                        onAway={close}
                        onDone={close}
                      >
                        <p>
                          {text([
                            '请对照依据文件核对数值和施行日期。复核后不能撤回，只能再行修订。',
                            'Compare value and day with the document. A confirmed amendment is not withdrawn, only amended again.',
                          ])}
                        </p>
                      </ActForm>
                    )}
                  </Unfolded>
                  <Unfolded label={['撤回', 'Withdraw']} tone="quiet">
                    {(close) => <Withdraw id={each.id} onAway={close} />}
                  </Unfolded>
                </div>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
