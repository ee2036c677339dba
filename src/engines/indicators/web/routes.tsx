import type { RouteObject } from 'react-router'
import type { DeskPage } from '#engines/cases/web'
import { indicators } from '#engines/indicators/shared'

/** The pages of the measures, as the desk's menu lists them. */
export const indicatorPages: readonly DeskPage[] = [
  { path: 'board', label: ['态势', 'Board'], needs: indicators.values.name },
  { path: 'measures', label: ['指标', 'Measures'], needs: indicators.values.name },
  { path: 'kpi', label: ['考核', 'Scores'], needs: indicators.kpiScores.name, under: 'measures' },
  { path: 'ledgers', label: ['台账', 'Ledgers'], needs: indicators.ledgers.name, under: 'measures' },
  { path: 'entries', label: ['登记台账', 'Entries'], needs: indicators.entries.name, under: 'measures' },
]

/** Each page is loaded when it is first opened. */
export const indicatorRoutes: RouteObject[] = [
  { path: 'kpi', lazy: async () => ({ Component: (await import('./kpi/kpi-page.tsx')).KpiPage }) },
  { path: 'ledgers', lazy: async () => ({ Component: (await import('./ledgers/ledgers-page.tsx')).LedgersPage }) },
  { path: 'entries', lazy: async () => ({ Component: (await import('./entries/entries-page.tsx')).EntriesPage }) },
  { path: 'board', lazy: async () => ({ Component: (await import('./board/board-page.tsx')).BoardPage }) },
  { path: 'measures', lazy: async () => ({ Component: (await import('./measures/measures-page.tsx')).MeasuresPage }) },
  {
    path: 'measures/:key',
    lazy: async () => ({ Component: (await import('./measure/measure-page.tsx')).MeasurePage }),
  },
]
