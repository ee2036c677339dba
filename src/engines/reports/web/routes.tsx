import type { RouteObject } from 'react-router'
import type { Text } from '#kernel/text'
import { reports } from '#engines/reports/shared'

interface ReportPage {
  readonly path: string
  readonly label: Text
  readonly needs: string
  readonly under?: string
}

/** The pages of the reports, as the desk's menu lists them. */
export const reportPages: readonly ReportPage[] = [
  { path: 'reports', label: ['报告', 'Reports'], needs: reports.editions.name },
  { path: 'check-report', under: 'reports', label: ['报告核对', 'Check a report'], needs: reports.comparables.name },
]

/** Each page is loaded when it is first opened. */
export const reportRoutes: RouteObject[] = [
  { path: 'reports', lazy: async () => ({ Component: (await import('./list/reports-page.tsx')).ReportsPage }) },
  { path: 'reports/:id', lazy: async () => ({ Component: (await import('./edition/edition-page.tsx')).EditionPage }) },
  { path: 'check-report', lazy: async () => ({ Component: (await import('./check/check-page.tsx')).CheckPage }) },
]
