import { useState } from 'react'
import { newId } from '#kernel/id'
import {
  checks,
  credentialRefusals,
  credentials,
  type CheckId,
  type CheckSheet as Sheet,
} from '#engines/credentials/shared'
import { Button, Chips, FieldRow, Problem, useCommand, useOperation, useText, When } from '#ui'
import { QrCode } from '#ui/qr-code'
import { SideSheet } from '#ui/side-sheet'
import { checkLabels } from './credential-words.ts'
import './offer-sheet.css'

/** Someone stands at the counter and shows one thing with the phone; nothing else is asked or kept. */
export function CheckSheet({ onClose }: { onClose: () => void }) {
  const text = useText()
  const [check, setCheck] = useState<CheckId | null>(null)
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const ask = useCommand(credentials.askHolder)
  const start = (wanted: CheckId) => {
    setCheck(wanted)
    setSheet(null)
    ask.mutate({ id: newId(), check: wanted, origin: location.origin }, { onSuccess: setSheet })
  }
  return (
    <SideSheet title={['核验凭证', 'Ask for a credential']} onClose={onClose}>
      <div className="side-sheet-body">
        <div className="side-sheet-fields">
          <FieldRow label={['要知道什么', 'What to know']} group>
            {(aria) => (
              <Chips options={checkLabels} value={check} onChange={start} aria-describedby={aria['aria-describedby']} />
            )}
          </FieldRow>
          {ask.isError && <Problem error={ask.error} refusals={credentialRefusals} />}
          {sheet && <Asked key={sheet.id} sheet={sheet} />}
          <p className="note">
            {text([
              '本人用存有凭证的手机扫码，核对数字后同意出示。窗口只看到“是”或“否”，不留姓名、生日和证件号。',
              'They scan it with the phone that holds the credential, compare the number and agree. The counter sees yes or no; no name, birthday or number is kept.',
            ])}
          </p>
        </div>
        <footer className="form-buttons">
          {check !== null && sheet !== null && (
            <Button onClick={() => start(check)}>{text(['重新出码', 'A new code'])}</Button>
          )}
          <Button tone="quiet" onClick={onClose}>
            {text(['关闭', 'Close'])}
          </Button>
        </footer>
      </div>
    </SideSheet>
  )
}

/** Asked for while somebody waits before the screen, and no longer. */
const lookEvery = 2000

function Asked({ sheet }: { sheet: Sheet }) {
  const text = useText()
  const [isOver, setOver] = useState(false)
  const found = useOperation(credentials.checkAnswer, { id: sheet.id }, { refetchInterval: isOver ? false : lookEvery })
  const answer = found.data?.id === sheet.id ? found.data : undefined
  if (answer && answer.state !== 'waiting' && !isOver) setOver(true)
  if (answer?.state === 'answered')
    return (
      <p className="check-answer" role="status" data-so={String(answer.isSo)}>
        <strong>{answer.isSo ? text(['✓ 是', '✓ Yes']) : text(['✗ 否', '✗ No'])}</strong>
        <span>
          {text(checks[sheet.check].label)}
          {answer.compoundName && ` · ${answer.compoundName}`}
        </span>
        {answer.answeredAt && (
          <span className="note">
            <When at={answer.answeredAt} />
          </span>
        )}
      </p>
    )
  if (answer?.state === 'expired')
    return <p className="note">{text(['已过期，请重新出码。', 'It is over. Make a new code.'])}</p>
  return (
    <div className="check-code">
      <QrCode text={sheet.link} label={text(['出示凭证的二维码', 'QR code to show a credential'])} />
      <p className="offer-pin">
        <span>{text(['手机上应显示同一数字', 'The phone must show the same number'])}</span>
        <strong>{sheet.compare}</strong>
        <span className="note" role="status">
          {text(['等待出示，有效至 ', 'Waiting; good until '])}
          <When at={sheet.until} />
        </span>
      </p>
    </div>
  )
}
