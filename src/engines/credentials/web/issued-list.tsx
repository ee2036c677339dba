import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  credentialKinds,
  credentialRefusals,
  credentials,
  type CredentialKindId,
  type IssuedCredential,
} from '#engines/credentials/shared'
import { Button, EmptyState, Problem, useText, Waiting, When } from '#ui'
import { ask, useStreet } from '#ui/operations'
import { CredentialState } from './credential-state.tsx'
import { dayOf, squareMetres, states } from './credential-words.ts'

type State = IssuedCredential['state']

/** Everything that was issued, the newest first. */
export function IssuedList({ onHolder }: { onHolder: (id: string) => void }) {
  const text = useText()
  const street = useStreet()
  const [kind, setKind] = useState<CredentialKindId | ''>('')
  const [state, setState] = useState<State | ''>('')
  const asked = { ...(kind && { kind }), ...(state && { state }) }
  const list = useInfiniteQuery({
    queryKey: [street, credentials.issued.name, asked],
    queryFn: ({ pageParam, signal }) =>
      ask(street, credentials.issued, { ...asked, limit: 50, ...(pageParam && { after: pageParam }) }, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: (previous) => previous,
  })
  const items = list.data?.pages.flatMap((page) => page.items) ?? []
  return (
    <>
      <div className="credentials-filter">
        <label className="credentials-choice">
          <span className="note">{text(['种类', 'Kind'])}</span>
          <select
            className="control"
            value={kind}
            onChange={(event) => setKind(event.target.value as CredentialKindId | '')}
          >
            <option value="">{text(['全部', 'All'])}</option>
            {Object.entries(credentialKinds).map(([id, { label }]) => (
              <option key={id} value={id}>
                {text(label)}
              </option>
            ))}
          </select>
        </label>
        <label className="credentials-choice">
          <span className="note">{text(['状态', 'State'])}</span>
          <select className="control" value={state} onChange={(event) => setState(event.target.value as State | '')}>
            <option value="">{text(['全部', 'All'])}</option>
            {Object.entries(states).map(([id, { label }]) => (
              <option key={id} value={id}>
                {text(label)}
              </option>
            ))}
          </select>
        </label>
      </div>
      {list.isError ? (
        <Problem error={list.error} refusals={credentialRefusals} isBrief>
          <Button onClick={() => void list.refetch()}>{text(['再试一次', 'Try again'])}</Button>
        </Problem>
      ) : !list.data ? (
        <Waiting />
      ) : items.length === 0 ? (
        <EmptyState title={['还没有凭证', 'No credential yet']}>
          <p>
            {text([
              '在上面查找业主或居民，核对证件后签发；领取后列在这里。',
              'Find an owner or resident above, check the card and issue; once fetched it is listed here.',
            ])}
          </p>
        </EmptyState>
      ) : (
        <IssuedTable items={items} onHolder={onHolder} />
      )}
      {list.hasNextPage && (
        <div className="form-buttons">
          <Button busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {text(['继续载入', 'Load more'])}
          </Button>
        </div>
      )}
    </>
  )
}

function IssuedTable({ items, onHolder }: { items: readonly IssuedCredential[]; onHolder: (id: string) => void }) {
  const text = useText()
  return (
    <div className="table-scroll">
      <table className="plain-table credentials-table">
        <thead>
          <tr>
            <th scope="col">{text(['持证人', 'Holder'])}</th>
            <th scope="col">{text(['种类', 'Kind'])}</th>
            <th scope="col">{text(['小区', 'Compound'])}</th>
            <th scope="col">{text(['业主编号', 'Owner no.'])}</th>
            <th scope="col" data-align="end">
              {text(['面积（m²）', 'Area (m²)'])}
            </th>
            <th scope="col">{text(['状态', 'State'])}</th>
            <th scope="col">{text(['投票密钥', 'Voting key'])}</th>
            <th scope="col">{text(['签发', 'Issued'])}</th>
            <th scope="col">{text(['有效期至', 'Until'])}</th>
          </tr>
        </thead>
        <tbody>
          {items.map((each) => (
            <tr key={each.id}>
              <td>
                <button type="button" className="link-button" onClick={() => onHolder(each.holder)}>
                  {each.holderName || '—'}
                </button>
              </td>
              <td>{text(credentialKinds[each.kind].label)}</td>
              <td>{each.compoundName ?? '—'}</td>
              <td>{each.ownerNo ?? '—'}</td>
              <td data-align="end">{each.area === null ? '—' : squareMetres(each.area)}</td>
              <td>
                <CredentialState credential={each} />
              </td>
              <td>{each.hasVotingKey ? text(['已登记', 'Registered']) : '—'}</td>
              <td>
                <When at={each.issuedAt} />
              </td>
              <td>{dayOf(each.expiresAt)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
