import type { RouteObject } from 'react-router'
import type { Text } from '#kernel/text'
import { notary } from '#engines/notary/shared'

interface NotaryPage {
  readonly path: string
  readonly label: Text
  readonly needs: string
}

/** The page of the logs, as the desk's menu lists it. */
export const notaryPages: readonly NotaryPage[] = [
  { path: 'notary', label: ['存证', 'Notary'], needs: notary.logs.name },
]

export const notaryRoutes: RouteObject[] = [
  { path: 'notary', lazy: async () => ({ Component: (await import('./notary-page.tsx')).NotaryPage }) },
]
