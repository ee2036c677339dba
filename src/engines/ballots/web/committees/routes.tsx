import type { RouteObject } from 'react-router'
import type { DeskPage } from '#engines/cases/web'
import { committees } from '#engines/ballots/shared'

export const committeePages: readonly DeskPage[] = [
  { path: 'committees', label: ['业委会', 'Committees'], needs: committees.list.name, under: 'votes' },
]

/** Each page is loaded when it is first opened. */
export const committeeRoutes: RouteObject[] = [
  { path: 'committees', lazy: async () => ({ Component: (await import('./committees-page.tsx')).CommitteesPage }) },
  {
    path: 'committees/assessments',
    lazy: async () => ({ Component: (await import('./assessments-page.tsx')).AssessmentsPage }),
  },
  {
    path: 'committees/trainings',
    lazy: async () => ({ Component: (await import('./trainings-page.tsx')).TrainingsPage }),
  },
  {
    path: 'committees/parameters',
    lazy: async () => ({ Component: (await import('./limits-page.tsx')).LimitsPage }),
  },
  { path: 'committees/:id', lazy: async () => ({ Component: (await import('./committee-page.tsx')).CommitteePage }) },
  { path: 'committees/:id/assess', lazy: async () => ({ Component: (await import('./assess-page.tsx')).AssessPage }) },
]
