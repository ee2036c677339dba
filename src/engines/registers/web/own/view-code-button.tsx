import { useState } from 'react'
import { createPortal } from 'react-dom'
import { newId } from '#kernel/id'
import { registerRefusals, registers } from '#engines/registers/shared'
import { Button, Problem } from '#ui'
import { useCommand } from '#ui/operations'
import { useBarrier } from '#ui/session'
import { SideSheet } from '#ui/side-sheet'
import { useText } from '#ui/text'
import type { File } from '../file/file.ts'
import { ViewSlip } from './view-slip.tsx'

/** Gives someone at the counter a code to see their own file; nothing is shown to those who may not give one. */
export function ViewCodeButton({ file }: { file: File }) {
  const text = useText()
  const barrier = useBarrier()
  const [isOpen, setOpen] = useState(false)
  if (file.entry.register !== 'person' || file.state !== 'standing' || barrier(registers.issueViewCode.name))
    return null
  return (
    <>
      <Button tone="quiet" onClick={() => setOpen(true)}>
        {text(['出具查询码', 'Give a view code'])}
      </Button>
      {isOpen && <ViewCodeSheet file={file} onClose={() => setOpen(false)} />}
    </>
  )
}

function ViewCodeSheet({ file, onClose }: { file: File; onClose: () => void }) {
  const text = useText()
  const issue = useCommand(registers.issueViewCode)
  const { entry } = file
  // An id of its own for each try: of a code whose answer was lost nobody could say what it was.
  const send = () => issue.mutate({ id: newId(), person: entry.id })
  const slip = issue.data && <ViewSlip {...issue.data} name={entry.title} committee={entry.committee} />
  return (
    <SideSheet title={['出具本人查询码', 'Code to see one’s own file']} onClose={onClose}>
      <div className="side-sheet-body">
        <div className="side-sheet-fields">
          {slip ? (
            <>
              <p className="view-slip-told">
                {text(['只显示这一次，请打印后交给本人。', 'Shown this once. Print it and hand it to the person.'])}
              </p>
              {slip}
              {createPortal(<div className="view-slip-print">{slip}</div>, document.body)}
            </>
          ) : (
            <>
              <p>
                {text([
                  `请先核对身份证件，确认是${entry.title}本人（或持委托书的代理人）。`,
                  `Check the identity card first: this must be ${entry.title}, or someone with a power of attorney.`,
                ])}
              </p>
              <p>
                {text([
                  '凭查询码和证件号码或手机号后四位，本人可看到登记的全部信息和谁看过，七天内有效；之前出具的随即作废。',
                  'With the code and the last four of a number the person sees everything held and who looked, for seven days. Earlier codes end.',
                ])}
              </p>
              <p>
                {text([
                  '本次出具将记入查看记录，本人和审计管理员均可查到。',
                  'That you gave it is written down; the person and the auditor can see it.',
                ])}
              </p>
              {issue.isError && <Problem error={issue.error} refusals={registerRefusals} />}
            </>
          )}
        </div>
        <footer className="form-buttons">
          {slip ? (
            <Button tone="main" onClick={() => window.print()}>
              {text(['打印', 'Print'])}
            </Button>
          ) : (
            <Button tone="main" busy={issue.isPending} onClick={send}>
              {text(['已核对，出具', 'Checked: give the code'])}
            </Button>
          )}
        </footer>
      </div>
    </SideSheet>
  )
}
