import type { RouteObject } from 'react-router'
import type { DeskPage } from '#engines/cases/web'
import { indicators } from '#engines/indicators/shared'

export const targetPages: readonly DeskPage[] = [
  { path: 'targets', label: ['任务书', 'Targets'], needs: indicators.books.name },
]

/** Each page is loaded when it is first opened. */
export const targetRoutes: RouteObject[] = [
  { path: 'targets', lazy: async () => ({ Component: (await import('./books-page.tsx')).BooksPage }) },
  {
    path: 'targets/parameters',
    lazy: async () => ({ Component: (await import('./parameters-page.tsx')).ParametersPage }),
  },
  { path: 'targets/:bookId', lazy: async () => ({ Component: (await import('./book-page.tsx')).BookPage }) },
  { path: 'targets/:bookId/year', lazy: async () => ({ Component: (await import('./year-page.tsx')).YearPage }) },
  { path: 'targets/:bookId/import', lazy: async () => ({ Component: (await import('./import-page.tsx')).ImportPage }) },
  {
    path: 'targets/:bookId/edit/:targetId',
    lazy: async () => ({ Component: (await import('./edit-page.tsx')).EditPage }),
  },
  {
    path: 'targets/:bookId/tasks/:targetId',
    lazy: async () => ({ Component: (await import('./target-page.tsx')).TargetPage }),
  },
]
