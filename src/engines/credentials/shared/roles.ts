import type { Text } from '#kernel/text'
import type { credentials } from './operations.ts'

type Verb = keyof typeof credentials

export interface CredentialRole {
  readonly id: string
  readonly label: Text
  readonly may: readonly Verb[]
}

const look = ['holder', 'issued'] as const satisfies readonly Verb[]

export const credentialRoles: readonly CredentialRole[] = [
  {
    id: 'registry',
    label: ['房管办', 'Property registry'],
    may: [...look, 'askHolder', 'checkAnswer', 'offer', 'withdrawOffer', 'revoke', 'reissue'],
  },
]
