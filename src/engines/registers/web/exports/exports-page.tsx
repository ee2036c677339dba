import { useState } from 'react'
import type { Text } from '#kernel/text'
import {
  exportColumnsOf,
  exportStates,
  purposes,
  registerRefusals,
  registers,
  type ExportView,
} from '#engines/registers/shared'
import { Button, Chips, EmptyState, grouped, Problem } from '#ui'
import { useCommand, useStreet } from '#ui/operations'
import { usePageTitle } from '#ui/page-title'
import { PagedList, usePages } from '#ui/paged-list'
import { useBarrier, useMembership } from '#ui/session'
import { useText } from '#ui/text'
import { useNow, When } from '#ui/time'
import { useAreas } from '../directory.ts'
import { useRegisters } from '../registers-context.ts'
import { RegistersFrame } from '../registers-rail.tsx'
import { sayFilter } from './filter-words.ts'
import './exports-page.css'

const shown: Readonly<Record<'all' | 'waiting', Text>> = {
  all: ['全部', 'All'],
  waiting: ['待审批', 'Waiting'],
}

/** What was asked to be taken out of the registers, by whom, for what, and how often it was taken. */
export function ExportsPage() {
  const text = useText()
  const isJudge = useBarrier()(registers.decideExport.name) === null
  const [which, setWhich] = useState<keyof typeof shown>(isJudge ? 'waiting' : 'all')
  const waiting = which === 'waiting'
  const list = usePages(registers.exports, { waiting, limit: 50 })
  usePageTitle(text(['导出登记', 'Exports']))
  return (
    <RegistersFrame>
      <div className="page exports">
        <header className="exports-head">
          <h1>{text(['导出登记', 'Exports'])}</h1>
          <Chips options={shown} value={which} onChange={setWhich} label={text(['显示', 'Show'])} />
        </header>
        <PagedList
          list={list}
          refusals={registerRefusals}
          more={['更早的', 'Earlier']}
          empty={
            <EmptyState
              title={
                waiting
                  ? ['没有待审批的导出', 'Nothing waits for leave']
                  : ['还没有导出过', 'Nothing was taken out yet']
              }
            >
              <p>
                {waiting
                  ? text(['有人申请含完整信息的导出时，会排到这里。', 'Who asks for a list in clear will wait here.'])
                  : text(['在名册里筛选好，再按“导出”。', 'Narrow the list of a register, then press “Export”.'])}
              </p>
            </EmptyState>
          }
        >
          {(items) => (
            <ul>
              {items.map((item) => (
                <Export key={item.id} item={item} />
              ))}
            </ul>
          )}
        </PagedList>
      </div>
    </RegistersFrame>
  )
}

function Export({ item }: { item: ExportView }) {
  const text = useText()
  const street = useStreet()
  const barrier = useBarrier()
  const own = useMembership()?.staffId
  const known = useRegisters()
  const areas = useAreas()
  const now = useNow()
  const decide = useCommand(registers.decideExport)
  const [reason, setReason] = useState('')
  const isMine = item.requestedBy === own
  const isOver = item.until !== null && Date.parse(item.until) <= now.getTime()
  const mayDecide = item.state === 'requested' && !isMine && barrier(registers.decideExport.name) === null
  const columns = exportColumnsOf(known.registers[item.register]).filter(({ id }) => item.columns?.includes(id) ?? true)
  const list = columns.map(({ label }) => text(label)).join(text(['、', ', ']))
  const href = (as: 'xlsx' | 'csv') => `/api/${street}/registers/exports/${item.id}.${as}`
  const about: (Text | false)[] = [
    purposes[item.purpose],
    item.clear ? ['含完整信息', 'in clear'] : ['敏感项隐去', 'masked'],
    item.taken > 0 && [`已下载 ${item.taken} 次`, `taken ${item.taken} times`],
    item.rows !== null
      ? [`${grouped(item.rows)} 行`, `${grouped(item.rows)} rows`]
      : item.expected !== null && [`申请时 ${grouped(item.expected)} 行`, `${grouped(item.expected)} rows when asked`],
  ]
  return (
    <li>
      <div>
        <strong>{text(known.registers[item.register].label)}</strong>{' '}
        <span className="import-state" data-state={isOver ? 'over' : item.state}>
          {isOver ? text(['已过下载期限', 'No longer to be taken']) : text(exportStates[item.state])}
        </span>
        <p>{item.note}</p>
        <p className="note" title={list}>
          {sayFilter(item, { ...known, areas })
            .map(text)
            .join(' · ')}{' '}
          ·{' '}
          {item.columns
            ? text([`${columns.length} 列：${list}`, `${columns.length} columns: ${list}`])
            : text(['全部列', 'all columns'])}
        </p>
        <p className="note">
          {item.requester} <When at={item.requestedAt} /> ·{' '}
          {about.flatMap((each) => (each ? [text(each)] : [])).join(' · ')}
          {item.decider && ` · ${text(['审批', 'decided by'])} ${item.decider}`}
          {item.reason && `：${item.reason}`}
        </p>
        {decide.isError && <Problem error={decide.error} refusals={registerRefusals} isBrief />}
      </div>
      <div className="form-buttons">
        {item.state === 'approved' && isMine && !isOver && (
          <>
            {item.until && (
              <span className="note">
                <When at={item.until} /> {text(['前可下载', 'is the end'])}
              </span>
            )}
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
