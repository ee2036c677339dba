import { useState } from 'react'
import {
  credentialKinds,
  credentialRefusals,
  credentials,
  type CredentialKindId,
  type IssuedCredential,
} from '#engines/credentials/shared'
import { EmptyState, useText, When } from '#ui'
import { PagedList, usePages } from '#ui/paged-list'
import { CredentialState } from './credential-state.tsx'
import { dayOf, squareMetres, states } from './credential-words.ts'

type State = IssuedCredential['state']

/** Everything that was issued, the newest first. */
export function IssuedList({ onHolder }: { onHolder: (id: string) => void }) {
  const text = useText()
  const [kind, setKind] = useState<CredentialKindId | ''>('')
  const [state, setState] = useState<State | ''>('')
  const list = usePages(credentials.issued, { limit: 50, ...(kind && { kind }), ...(state && { state }) })
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
      <PagedList
        list={list}
        refusals={credentialRefusals}
        empty={
          <EmptyState title={['还没有凭证', 'No credential yet']}>
            <p>
              {text([
                '在上面查找业主或居民，核对证件后签发；领取后列在这里。',
                'Find an owner or resident above, check the card and issue; once fetched it is listed here.',
              ])}
            </p>
          </EmptyState>
        }
      >
        {(items) => <IssuedTable items={items} onHolder={onHolder} />}
      </PagedList>
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
