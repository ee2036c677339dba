import { checkIds, checks, credentialKinds, type CredentialKindId, type Purpose } from './credential-kinds.ts'

/** A question to a wallet in the Digital Credentials Query Language (OpenID4VP 1.0 §6). */
interface CredentialQuery {
  readonly id: string
  readonly format: 'dc+sd-jwt'
  readonly meta: { readonly vct_values: readonly string[] }
  readonly claims?: readonly { readonly path: readonly [string] }[]
}

export interface DcqlQuery {
  readonly credentials: readonly CredentialQuery[]
  readonly credential_sets?: readonly { readonly options: readonly (readonly string[])[] }[]
}

type Needs = Partial<Record<CredentialKindId, readonly string[]>>

const needsOfChecks = Object.fromEntries(
  checkIds.map((id): [string, Needs] => {
    const { kind, claim } = checks[id]
    return [id, { [kind]: claim === null ? [] : [claim] }]
  }),
) as Record<keyof typeof checks, Needs>

/** What each purpose needs of which credential; any one of them will do. No purpose needs a name. */
const needs: Readonly<Record<Purpose, Needs>> = {
  ...needsOfChecks,
  // A resident may vote for an owner who asked for it.
  session: { owner: ['owner_no'], resident: [] },
  voting_key: { owner: ['owner_no', 'area'], resident: [] },
  delegation: { owner: ['owner_no'] },
}

export const neededOf = (purpose: Purpose, kind: string): readonly string[] | undefined =>
  needs[purpose][kind as CredentialKindId]

export function dcqlOf(purpose: Purpose): DcqlQuery {
  const kinds = Object.entries(needs[purpose])
  const credentials = kinds.map(([id, claims]): CredentialQuery => ({
    id,
    format: 'dc+sd-jwt',
    meta: { vct_values: [credentialKinds[id as CredentialKindId].vct] },
    ...(claims.length > 0 && { claims: claims.map((name) => ({ path: [name] as const })) }),
  }))
  return credentials.length === 1
    ? { credentials }
    : { credentials, credential_sets: [{ options: credentials.map(({ id }) => [id]) }] }
}
