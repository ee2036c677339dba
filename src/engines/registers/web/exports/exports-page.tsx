import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Text } from '#kernel/text'
import { exportStates, purposes, registerRefusals, registers, type ExportView } from '#engines/registers/shared'
import { Button, EmptyState, grouped, Problem, Waiting } from '#ui'
import { ask, useCommand, useStreet } from '#ui/operations'
import { useBarrier, useMembership } from '#ui/session'
import { useText } from '#ui/text'
import { When } from '#ui/time'
import { useRegisters } from '../registers-context.ts'
import { RegistersFrame } from '../registers-rail.tsx'
import './exports-page.css'

/** What was asked to be taken out of the registers, by whom, for what, and how often it was taken. */
export function ExportsPage() {
  const text = useText()
  const street = useStreet()
  const list = useInfiniteQuery({
    queryKey: [street, registers.exports.name, 'pages'],
    queryFn: ({ pageParam, signal }) =>
      ask(street, registers.exports, { limit: 50, ...(pageParam && { after: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
  })
  useEffect(() => {
    document.title = `${text(['导出登记', 'Exports'])} · ${text(['数字魔方', 'Mofang'])}`
  }, [text])
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <RegistersFrame>
      <div className="page exports">
        <h1>{text(['导出登记', 'Exports'])}</h1>
        {list.isError && !list.data ? (
          <Problem error={list.error} refusals={registerRefusals} isBrief>
            <Button onClick={() => void list.refetch()}>{text(['再试一次', 'Try again'])}</Button>
          </Problem>
        ) : list.isPending ? (
          <Waiting />
        ) : items.length === 0 ? (
          <EmptyState title={['还没有导出过', 'Nothing was taken out yet']}>
            <p>{text(['在名册里筛选好，再按“导出”。', 'Narrow the list of a register, then press “Export”.'])}</p>
          </EmptyState>
        ) : (
          <ul>
            {items.map((item) => (
              <Export key={item.id} item={item} />
            ))}
          </ul>
        )}
        {list.hasNextPage && (
          <Button tone="quiet" onClick={() => void list.fetchNextPage()}>
            {text(['更早的', 'Earlier'])}
          </Button>
        )}
      </div>
    </RegistersFrame>
  )
}

function Export({ item }: { item: ExportView }) {
  const text = useText()
  const street = useStreet()
  const barrier = useBarrier()
  const name = useMembership()?.name
  const known = useRegisters().registers
  const decide = useCommand(registers.decideExport)
  const [reason, setReason] = useState('')
  const isMine = item.requester === name
  const mayDecide = item.state === 'requested' && barrier(registers.decideExport.name) === null
  const href = (as: 'xlsx' | 'csv') => `/api/${street}/registers/exports/${item.id}.${as}`
  const about: (Text | false)[] = [
    purposes[item.purpose],
    item.clear ? ['含完整信息', 'in clear'] : ['敏感项隐去', 'masked'],
    item.taken > 0 && [`已下载 ${item.taken} 次`, `taken ${item.taken} times`],
    item.rows !== null && [`${grouped(item.rows)} 行`, `${grouped(item.rows)} rows`],
  ]
  return (
    <li>
      <div>
        <strong>{text(known[item.register].label)}</strong>{' '}
        <span className="import-state" data-state={item.state}>
          {text(exportStates[item.state])}
        </span>
        <p>{item.note}</p>
        <p className="note">
          {item.requester} <When at={item.requestedAt} /> ·{' '}
          {about.flatMap((each) => (each ? [text(each)] : [])).join(' · ')}
          {item.decider && ` · ${text(['审批', 'decided by'])} ${item.decider}`}
          {item.reason && `：${item.reason}`}
        </p>
        {decide.isError && <Problem error={decide.error} refusals={registerRefusals} isBrief />}
      </div>
      <div className="form-buttons">
        {item.state === 'approved' && isMine && (
          <>
            <a className="button" href={href('xlsx')} download>
              Excel
            </a>
            <a className="button" href={href('csv')} download>
              CSV
            </a>
          </>
        )}
        {mayDecide && (
          <>
            <input
              className="control"
              aria-label={text(['不批准的理由', 'Reason to refuse'])}
              placeholder={text(['不批准须写理由', 'A refusal needs a reason'])}
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
            <Button
              tone="main"
              busy={decide.isPending}
              onClick={() => decide.mutate({ id: item.id, granted: true, ...(reason && { reason }) })}
            >
              {text(['批准', 'Grant'])}
            </Button>
            <Button
              busy={decide.isPending}
              why={reason.trim() ? null : text(['先写理由', 'Say why first'])}
              onClick={() => decide.mutate({ id: item.id, granted: false, reason: reason.trim() })}
            >
              {text(['不批准', 'Refuse'])}
            </Button>
          </>
        )}
      </div>
    </li>
  )
}
