import type { RouteObject } from 'react-router'
import type { DeskPage } from '#engines/cases/web'
import { ballots } from '#engines/ballots/shared'

export const votePages: readonly DeskPage[] = [
  { path: 'votes', label: ['表决', 'Votes'], needs: ballots.votes.name },
  { path: 'trustee', label: ['受托保管', 'Key trustee'], needs: ballots.ceremonies.name, under: 'votes' },
]

/** Each page is loaded when it is first opened. */
export const voteRoutes: RouteObject[] = [
  { path: 'votes', lazy: async () => ({ Component: (await import('./votes-page.tsx')).VotesPage }) },
  { path: 'votes/new', lazy: async () => ({ Component: (await import('./draft/draft-page.tsx')).NewDraftPage }) },
  { path: 'votes/rules', lazy: async () => ({ Component: (await import('../rules/rules-page.tsx')).RulesPage }) },
  { path: 'votes/:id', lazy: async () => ({ Component: (await import('./vote-page.tsx')).VotePage }) },
  { path: 'votes/:id/edit', lazy: async () => ({ Component: (await import('./draft/draft-page.tsx')).EditDraftPage }) },
  {
    path: 'votes/:id/print/:what',
    lazy: async () => ({ Component: (await import('./print/print-page.tsx')).PrintPage }),
  },
  { path: 'votes/:id/:part', lazy: async () => ({ Component: (await import('./vote-page.tsx')).VotePage }) },
  { path: 'trustee', lazy: async () => ({ Component: (await import('../trustee/trustee-page.tsx')).TrusteePage }) },
  {
    path: 'trustee/:id',
    lazy: async () => ({ Component: (await import('../trustee/ceremony-page.tsx')).CeremonyPage }),
  },
]
