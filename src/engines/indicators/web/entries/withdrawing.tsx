import { useState } from 'react'
import type { OutputOf } from '#kernel/operation'
import { indicatorRefusals, indicators, type EntryRow } from '#engines/indicators/shared'
import { useDirectory } from '#engines/registers/web'
import { InputRow } from '#ui'
import { ActForm } from '#ui/act-form'
import { useText } from '#ui/text'
import { When } from '#ui/time'
import type { Ledger } from './paste.ts'

/** A row that should not have been there: why, before it is taken back. */
export function WithdrawForm({
  ledger,
  row,
  onAway,
}: {
  readonly ledger: Ledger
  readonly row: EntryRow
  readonly onAway: () => void
}) {
  const [reason, setReason] = useState('')
  return (
    <ActForm
      command={indicators.withdrawEntry}
      refusals={indicatorRefusals}
      input={reason.trim() ? { ledger: ledger.id, month: row.month, member: row.member, reason } : null}
      missing={['请填写撤回原因。', 'Say why.']}
      verb={['撤回', 'Withdraw']}
      done={[`已撤回 ${row.name} ${row.month}`, `Withdrawn: ${row.name} ${row.month}`]}
      onAway={onAway}
      onDone={onAway}
    >
      <InputRow
        label={['撤回原因', 'Reason']}
        maxLength={300}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </ActForm>
  )
}

export function Withdrawn({ rows }: { readonly rows: OutputOf<typeof indicators.entries>['withdrawn'] }) {
  const text = useText()
  const { staffName } = useDirectory()
  if (rows.length === 0) return null
  return (
    <section>
      <h2>{text([`已撤回 ${rows.length} 条`, `Withdrawn: ${rows.length}`])}</h2>
      <ul className="told-list">
        {rows.map((row) => (
          <li key={row.id}>
            <s>
              {row.month} {row.name}
            </s>{' '}
            {row.reason}
            <div className="note">
              {staffName(row.by)} <When at={row.at} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}
