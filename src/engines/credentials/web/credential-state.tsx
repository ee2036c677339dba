import { revocationReasons, type IssuedCredential } from '#engines/credentials/shared'
import { useText } from '#ui'
import { states } from './credential-words.ts'

export function CredentialState({ credential }: { credential: IssuedCredential }) {
  const text = useText()
  const { shape, label } = states[credential.state]
  return (
    <span className="credential-state" data-state={credential.state}>
      <span aria-hidden="true">{shape}</span> {text(label)}
      {credential.reason && <span className="note"> {text(revocationReasons[credential.reason])}</span>}
    </span>
  )
}
