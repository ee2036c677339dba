import type { RouteObject } from 'react-router'
import type { Text } from '#kernel/text'
import { credentials } from '#engines/credentials/shared'

interface CredentialPage {
  readonly path: string
  readonly label: Text
  readonly needs: string
}

export const credentialPages: readonly CredentialPage[] = [
  { path: 'credentials', label: ['凭证', 'Credentials'], needs: credentials.issued.name },
]

/** Loaded when it is first opened. */
export const credentialRoutes: RouteObject[] = [
  {
    path: 'credentials',
    lazy: async () => ({ Component: (await import('./credentials-page.tsx')).CredentialsPage }),
  },
]
