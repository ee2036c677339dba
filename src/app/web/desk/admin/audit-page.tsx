import { useState } from 'react'
import { addDays, startOfDay } from '#kernel/time'
import type { Operation } from '#kernel/operation'
import { ballots, committees } from '#engines/ballots/shared'
import { cases } from '#engines/cases/shared'
import { credentials, protocol } from '#engines/credentials/shared'
import { indicators } from '#engines/indicators/shared'
import { notary } from '#engines/notary/shared'
import { registers } from '#engines/registers/shared'
import { reports } from '#engines/reports/shared'
import type { Text } from '#kernel/text'
import { identity } from '#platform/identity/operations'
import { identityRefusals } from '#platform/identity/refusals'
import { Button, EmptyState } from '#ui'
import { usePageTitle } from '#ui/page-title'
import { PagedList, usePages } from '#ui/paged-list'
import { useText } from '#ui/text'
import { When } from '#ui/time'
import './admin.css'

/** What wallets ask in the words of OpenID is among them: an auditor reads no protocols. */
const operations = [
  cases,
  registers,
  credentials,
  protocol,
  ballots,
  committees,
  notary,
  indicators,
  reports,
  identity,
].flatMap((each): readonly Operation[] => Object.values(each))
const titles: Readonly<Record<string, Text>> = {
  ...Object.fromEntries(operations.map((operation) => [operation.name, operation.title])),
  'identity.signIn': ['登录', 'Sign in'],
  'identity.signOut': ['退出', 'Sign out'],
  'identity.changePassword': ['修改密码', 'Change the password'],
}

/** The log of acts, newest first: who, when, what, with which outcome, from where. Never what was entered. */
export function AuditPage() {
  const text = useText()
  const [filter, setFilter] = useState({ from: '', to: '', operation: '', outcome: '' })
  const list = usePages(identity.acts, {
    limit: 100,
    ...(filter.from && { from: startOfDay(filter.from).toISOString() }),
    ...(filter.to && { to: startOfDay(addDays(filter.to, 1)).toISOString() }),
    ...(filter.operation && { operation: filter.operation }),
    ...(filter.outcome && { outcome: filter.outcome }),
  })
  usePageTitle(text(['操作审计', 'Audit trail']))
  const set = (part: Partial<typeof filter>) => setFilter({ ...filter, ...part })
  return (
    <div className="page">
      <h1>{text(['操作审计', 'Audit trail'])}</h1>
      <p className="note">
        {text([
          '只增不改。记录谁、何时、何操作、结果和来源地址，不含填写的内容。',
          'Only ever added to. Who, when, what, outcome and address; never what was entered.',
        ])}
      </p>
      <div className="admin-head">
        <label className="filter-field">
          <span className="note">{text(['自', 'From'])}</span>
          <input
            className="control"
            type="date"
            value={filter.from}
            max={filter.to || undefined}
            onChange={(event) => set({ from: event.target.value })}
          />
        </label>
        <label className="filter-field">
          <span className="note">{text(['至', 'To'])}</span>
          <input
            className="control"
            type="date"
            value={filter.to}
            min={filter.from || undefined}
            onChange={(event) => set({ to: event.target.value })}
          />
        </label>
        <label className="filter-field">
          <span className="note">{text(['操作', 'Act'])}</span>
          <select
            className="control"
            value={filter.operation}
            onChange={(event) => set({ operation: event.target.value })}
          >
            <option value="">{text(['全部', 'All'])}</option>
            {Object.entries(titles).map(([name, title]) => (
              <option key={name} value={name}>
                {text(title)}
              </option>
            ))}
          </select>
        </label>
        <label className="filter-field">
          <span className="note">{text(['结果', 'Outcome'])}</span>
          <select className="control" value={filter.outcome} onChange={(event) => set({ outcome: event.target.value })}>
            <option value="">{text(['全部', 'All'])}</option>
            <option value="ok">{text(['成功', 'Done'])}</option>
            <option value="forbidden">{text(['无权限', 'Not permitted'])}</option>
            <option value="wrong_credentials">{text(['密码错误', 'Wrong password'])}</option>
            <option value="failed">{text(['出错', 'Failed'])}</option>
          </select>
        </label>
      </div>
      <PagedList
        list={list}
        refusals={identityRefusals}
        empty={
          <EmptyState title={['没有符合条件的记录', 'No act matches']}>
            <p>{text(['放宽日期或操作再看。', 'Widen the dates or the act.'])}</p>
          </EmptyState>
        }
      >
        {(lines) => (
          <div className="table-scroll">
            <table className="plain-table admin-table">
              <thead>
                <tr>
                  <th scope="col">{text(['时间', 'When'])}</th>
                  <th scope="col">{text(['人员', 'Who'])}</th>
                  <th scope="col">{text(['操作', 'Act'])}</th>
                  <th scope="col">{text(['结果', 'Outcome'])}</th>
                  <th scope="col">{text(['对象', 'Subject'])}</th>
                  <th scope="col">{text(['来源地址', 'Address'])}</th>
                </tr>
              </thead>
              <tbody>
                {lines.map((line) => (
                  <tr key={line.id}>
                    <td>
                      <When at={line.at} />
                    </td>
                    <td>
                      {line.who ?? <span className="quiet">{text(['未登录', 'not signed in'])}</span>}
                      {line.account && <span className="note"> {line.account}</span>}
                    </td>
                    <td title={line.operation}>{text(titles[line.operation] ?? [line.operation, line.operation])}</td>
                    <td className={line.outcome === 'ok' ? 'quiet' : 'late'}>
                      {line.outcome === 'ok' ? text(['成功', 'done']) : line.outcome}
                    </td>
                    <td className="note">
                      {line.subjectId && `${line.subjectKind ?? ''} …${line.subjectId.slice(-8)}`}
                    </td>
                    <td className="note">{line.address}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        )}
      </PagedList>
      {list.hasNextPage && (
        <div className="form-buttons">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {text(['继续载入', 'Load more'])}
          </Button>
        </div>
      )}
    </div>
  )
}
