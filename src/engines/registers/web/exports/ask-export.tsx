import { useState, type FormEvent } from 'react'
import { useNavigate } from 'react-router'
import { newId } from '#kernel/id'
import type { SentTo } from '#kernel/operation'
import type { Text } from '#kernel/text'
import { exportColumnsOf, registerRefusals, registers, type Purpose, type Register } from '#engines/registers/shared'
import { Button, Chips, FieldRow, Problem } from '#ui'
import { useCommand, useStreet } from '#ui/operations'
import { SideSheet } from '#ui/side-sheet'
import { useText } from '#ui/text'
import { toast } from '#ui/toast'
import { isSaid, PurposeFields } from '../purpose-fields.tsx'
import './exports-page.css'

interface Given {
  readonly register: Register
  readonly filter: SentTo<typeof registers.requestExport>['filter']
  readonly onClose: () => void
}

const masks: Readonly<Record<'masked' | 'clear', Text>> = {
  masked: ['敏感项隐去', 'Sensitive values masked'],
  clear: ['含完整信息（须审批）', 'In clear (needs leave)'],
}

/** Asks to take the list as it is narrowed now out of the registers. */
export function AskExport({ register, filter, onClose }: Given) {
  const text = useText()
  const street = useStreet()
  const navigate = useNavigate()
  const ask = useCommand(registers.requestExport)
  const [id] = useState(newId)
  const [mask, setMask] = useState<'masked' | 'clear'>('masked')
  const [purpose, setPurpose] = useState<Purpose | null>(null)
  const [note, setNote] = useState('')
  const [tried, setTried] = useState(false)
  const columns = exportColumnsOf(register)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const chosen = columns.flatMap(({ id: column }) => (left.has(column) ? [] : [column]))
  function send(event: FormEvent): void {
    event.preventDefault()
    setTried(true)
    if (!purpose || !isSaid(note) || chosen.length === 0) return
    ask.mutate(
      {
        id,
        filter,
        clear: mask === 'clear',
        purpose,
        note: note.trim(),
        // All of them, those to come as well, or just these.
        ...(left.size > 0 && { columns: chosen }),
      },
      {
        onSuccess: ({ state }) => {
          toast(
            state === 'approved'
              ? text(['可以下载了', 'It may be taken now'])
              : text(['已提交审批，批准后在此下载', 'Asked for; take it here when it is granted']),
          )
          void navigate(`/desk/${street}/exports`)
        },
      },
    )
  }
  const title = [`导出：${register.label[0]}`, `Export: ${register.label[1]}`] as const
  return (
    <SideSheet title={title} onClose={onClose}>
      <form onSubmit={send} noValidate>
        <div className="side-sheet-fields">
          <p>
            {text([
              '导出当前筛选的全部记录，表内带有您的姓名水印，每次下载都登记在册。',
              'All entries of the list as it is narrowed now. The file bears your name, and each taking is kept in a register.',
            ])}
          </p>
          <FieldRow label={['内容', 'Content']} group>
            {({ id: _, ...aria }) => (
              <Chips {...aria} options={masks} value={mask} onChange={setMask} label={text(['内容', 'Content'])} />
            )}
          </FieldRow>
          <PurposeFields
            purpose={purpose}
            onPurpose={setPurpose}
            note={note}
            onNote={setNote}
            tried={tried}
            wanted={['请写明事由。', 'Say what for.']}
          />
          <FieldRow
            label={['列', 'Columns']}
            group
            hint={[
              '只选用得到的；少一列，少一分泄露的风险。改好还要再导入的，请保留“系统编号”。',
              'Only what is needed: what is not taken cannot leak. Keep the entry number in a list that is to be imported again.',
            ]}
            error={tried && chosen.length === 0 ? text(['请至少选一列。', 'Choose at least one column.']) : undefined}
          >
            {({ id: _, 'aria-invalid': __, ...aria }) => (
              <div className="export-columns" {...aria}>
                <label className="export-columns-all">
                  <input
                    type="checkbox"
                    checked={left.size === 0}
                    onChange={() => setLeft(new Set(left.size === 0 ? columns.map((column) => column.id) : []))}
                  />
                  {text([`全部 ${columns.length} 列`, `All ${columns.length} columns`])}
                </label>
                {columns.map((column) => (
                  <label key={column.id}>
                    <input
                      type="checkbox"
                      checked={!left.has(column.id)}
                      onChange={() => {
                        const next = new Set(left)
                        if (!next.delete(column.id)) next.add(column.id)
                        setLeft(next)
                      }}
                    />
                    {text(column.label)}
                  </label>
                ))}
              </div>
            )}
          </FieldRow>
          {ask.isError && <Problem error={ask.error} refusals={registerRefusals} />}
        </div>
        <footer className="form-buttons">
          <Button type="submit" tone="main" busy={ask.isPending}>
            {text(['导出', 'Export'])}
          </Button>
        </footer>
      </form>
    </SideSheet>
  )
}
