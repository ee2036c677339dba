import { useState } from 'react'
import { newId } from '#kernel/id'
import {
  credentialKinds,
  credentialRefusals,
  credentials,
  revocationReasons,
  type IssuedCredential,
  type OfferSheet,
  type RevocationReason,
} from '#engines/credentials/shared'
import { Button, Chips, FieldRow, Problem, useCommand, useText } from '#ui'
import { SideSheet } from '#ui/side-sheet'

interface Given {
  readonly credential: IssuedCredential
  readonly onClose: () => void
  readonly onOffer: (sheet: OfferSheet) => void
}

/** Ends a credential, or ends it and gives another in its place. */
export function EndSheet({ credential, onClose, onOffer }: Given) {
  const text = useText()
  const [reason, setReason] = useState<RevocationReason | null>(null)
  const revoke = useCommand(credentials.revoke)
  const reissue = useCommand(credentials.reissue)
  const problem = revoke.error ?? reissue.error
  const why = reason === null ? text(['先选原因', 'Choose a reason first']) : null
  const endsKey = reason !== null && ['lost', 'stolen', 'deceased', 'mistaken'].includes(reason)
  const { id, kind, compoundName, holderName } = credential
  return (
    <SideSheet title={['吊销或换发', 'Revoke or reissue']} onClose={onClose}>
      <div className="side-sheet-body">
        <div className="side-sheet-fields">
          <p>
            {holderName} · {text(credentialKinds[kind].label)} {compoundName}
          </p>
          <FieldRow label={['原因', 'Reason']} group>
            {(aria) => (
              <Chips
                options={revocationReasons}
                value={reason}
                onChange={setReason}
                aria-describedby={aria['aria-describedby']}
              />
            )}
          </FieldRow>
          <p className="note">
            {endsKey
              ? text([
                  '此人登记的投票密钥同时终止；名册已冻结的投票不受影响，请到窗口办理。',
                  'The voting key ends as well. Votes whose roll is frozen are not touched; they are dealt with at the counter.',
                ])
              : text(['此人登记的投票密钥保留。', 'The registered voting key stays.'])}
          </p>
          {problem && <Problem error={problem} refusals={credentialRefusals} />}
        </div>
        <footer className="form-buttons">
          <Button
            tone="main"
            why={why}
            busy={reissue.isPending}
            onClick={() =>
              reissue.mutate(
                { id, offer: newId(), reason: reason!, origin: location.origin },
                {
                  onSuccess: (sheet) => {
                    onClose()
                    onOffer(sheet)
                  },
                },
              )
            }
          >
            {text(['吊销并换发', 'Revoke and reissue'])}
          </Button>
          <Button
            tone="danger"
            why={why}
            busy={revoke.isPending}
            onClick={() => revoke.mutate({ id, reason: reason! }, { onSuccess: onClose })}
          >
            {text(['吊销', 'Revoke'])}
          </Button>
        </footer>
      </div>
    </SideSheet>
  )
}
