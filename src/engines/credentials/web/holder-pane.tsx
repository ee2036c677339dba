import { useEffect, useState } from 'react'
import { newId } from '#kernel/id'
import {
  credentialKinds,
  credentialRefusals,
  credentials,
  type CredentialKindId,
  type Holding,
  type IssuedCredential,
  type OfferSheet,
} from '#engines/credentials/shared'
import { Button, EmptyState, Problem, useBarrier, useCommand, useOperation, useText, Waiting, When } from '#ui'
import { CredentialState } from './credential-state.tsx'
import { dayOf, squareMetres } from './credential-words.ts'
import { EndSheet } from './end-sheet.tsx'

type OnOffer = (sheet: OfferSheet) => void

/** Someone at the counter: what the registers say of them, what they hold, and what can be issued. */
export function HolderPane({ id, isOffered, onOffer }: { id: string; isOffered: boolean; onOffer: OnOffer }) {
  const text = useText()
  const barrier = useBarrier()
  // While a slip is handed over the wallet fetches; before and after, only clerks change what is seen here.
  const found = useOperation(credentials.holder, { id }, { refetchInterval: isOffered ? 4000 : false })
  const { refetch } = found
  // Once more when the slip is put away.
  useEffect(() => (isOffered ? () => void refetch() : undefined), [isOffered, refetch])
  const offer = useCommand(credentials.offer)
  const [onPaper, setOnPaper] = useState(false)
  const [ending, setEnding] = useState<IssuedCredential | null>(null)
  if (found.isError) return <Problem error={found.error} refusals={credentialRefusals} isBrief />
  if (!found.data || found.data.id !== id) return <Waiting />
  const { name, register, holdings, birthKnown, credentials: held } = found.data
  const barred = barrier(credentials.offer.name)
  // An id of its own for each try: of a code whose answer was lost nobody could say what it was.
  const issue = (kind: CredentialKindId, compound?: string) =>
    offer.mutate(
      { id: newId(), kind, holder: id, onPaper, origin: location.origin, ...(compound && { compound }) },
      { onSuccess: onOffer },
    )
  const button = (kind: CredentialKindId, compound?: string, why: string | null = null) => (
    <Button
      tone={kind === 'owner' ? 'main' : 'plain'}
      why={why ?? (barred === null ? null : text(barred))}
      busy={offer.isPending}
      onClick={() => issue(kind, compound)}
    >
      {text(['签发', 'Issue '])}
      {text(credentialKinds[kind].label)}
    </Button>
  )
  return (
    <section className="holder" aria-label={name}>
      <header className="holder-head">
        <h2>{name}</h2>
        <p className="note">
          {text([
            '签发前核对本人身份证件（代办的核对委托书）；凭证内容取自底仓，有误先更正底仓。',
            'Check the identity card, or the power of attorney. The content comes from the registers: correct it there first.',
          ])}
        </p>
      </header>
      {holdings.length === 0 && (
        <EmptyState title={['底仓中没有此人的房屋', 'The registers know no home of theirs']}>
          <p>{text(['先在底仓建立产权或居住关系。', 'Tie them to a home in the registers first.'])}</p>
        </EmptyState>
      )}
      {holdings.map((holding) => (
        <HoldingBlock key={holding.compound} holding={holding}>
          {holding.owns &&
            button(
              'owner',
              holding.compound,
              holding.units.some(({ area }) => area === null) ? text(credentialRefusals.area_missing) : null,
            )}
          {holding.lives && button('resident', holding.compound)}
        </HoldingBlock>
      ))}
      <div className="holder-more">
        {register === 'person' &&
          button('age_band', undefined, birthKnown ? null : text(credentialRefusals.birth_missing))}
        <label className="check">
          <input type="checkbox" checked={onPaper} onChange={(event) => setOnPaper(event.target.checked)} />
          {text(['打印带回家领取（14 天内有效）', 'On paper, to be fetched at home (14 days)'])}
        </label>
      </div>
      {offer.isError && <Problem error={offer.error} refusals={credentialRefusals} />}
      <h3>{text(['已领凭证', 'Credentials held'])}</h3>
      {held.length === 0 ? (
        <p className="note">{text(['尚未领取。', 'None yet.'])}</p>
      ) : (
        <ul className="holder-held">
          {held.map((each) => (
            <li key={each.id}>
              <div>
                <strong>{text(credentialKinds[each.kind].label)}</strong> {each.compoundName}{' '}
                {each.ownerNo && <span>{each.ownerNo}</span>}
                <p className="note">
                  <When at={each.issuedAt} /> — {dayOf(each.expiresAt)}
                </p>
              </div>
              <CredentialState credential={each} />
              {each.state !== 'revoked' && (
                <Button tone="quiet" why={barred === null ? null : text(barred)} onClick={() => setEnding(each)}>
                  {text(['吊销或换发', 'Revoke or reissue'])}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {ending && <EndSheet credential={ending} onClose={() => setEnding(null)} onOffer={onOffer} />}
    </section>
  )
}

function HoldingBlock({ holding, children }: { holding: Holding; children: React.ReactNode }) {
  const text = useText()
  const { compoundName, ownerNo, area, units, owns } = holding
  return (
    <article className="holding">
      <header>
        <h3>{compoundName}</h3>
        <p className="note">
          {owns ? (
            <>
              {text(['产权', 'Owns'])} {units.length} {text(['套', 'homes'])}，{squareMetres(area)} m²
              {ownerNo && ` · ${text(['业主编号', 'Owner no.'])} ${ownerNo}`}
            </>
          ) : (
            text(['居住', 'Lives here'])
          )}
        </p>
      </header>
      <ul>
        {units.map((unit) => (
          <li key={unit.home}>
            <span>
              {unit.building} {unit.label}
            </span>
            <span>
              {unit.share && unit.share[0] !== unit.share[1] && `${unit.share.join('/')} · `}
              {unit.area === null ? text(['面积缺失', 'Area missing']) : `${squareMetres(unit.area)} m²`}
            </span>
          </li>
        ))}
      </ul>
      <div className="form-buttons">{children}</div>
    </article>
  )
}
