import { useState } from 'react'
import { useSearchParams } from 'react-router'
import type { OfferSheet as Sheet } from '#engines/credentials/shared'
import { EntryPicker } from '#engines/registers/web'
import { Button, useText } from '#ui'
import { usePageTitle } from '#ui/page-title'
import { CheckSheet } from './check-sheet.tsx'
import { HolderPane } from './holder-pane.tsx'
import { IssuedList } from './issued-list.tsx'
import { OfferSheet } from './offer-sheet.tsx'
import './credentials.css'

/** The counter: find someone, issue what the registers say of them, end what was lost. */
export function CredentialsPage() {
  const text = useText()
  const [params, setParams] = useSearchParams()
  const [sheet, setSheet] = useState<Sheet | null>(null)
  const [isChecking, setChecking] = useState(false)
  const holder = params.get('holder')
  usePageTitle(text(['凭证', 'Credentials']))
  const look = (id: string | null) => setParams(id === null ? {} : { holder: id })
  return (
    <div className="page credentials">
      <header className="credentials-head">
        <h1>{text(['凭证', 'Credentials'])}</h1>
        <div className="credentials-find">
          <EntryPicker
            registers={['person', 'enterprise']}
            value={null}
            label={text(['持证人', 'Holder'])}
            onChange={(entry) => entry && look(entry.id)}
          />
        </div>
        <Button onClick={() => setChecking(true)}>{text(['核验凭证', 'Ask for a credential'])}</Button>
        {holder !== null && (
          <Button tone="quiet" onClick={() => look(null)}>
            {text(['返回列表', 'Back to the list'])}
          </Button>
        )}
      </header>
      {holder === null ? (
        <IssuedList onHolder={look} />
      ) : (
        <HolderPane key={holder} id={holder} isOffered={sheet !== null} onOffer={setSheet} />
      )}
      {isChecking && <CheckSheet onClose={() => setChecking(false)} />}
      {sheet && <OfferSheet sheet={sheet} onClose={() => setSheet(null)} />}
    </div>
  )
}
