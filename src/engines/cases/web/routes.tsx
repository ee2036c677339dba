import type { RouteObject } from 'react-router'
import type { Text } from '#kernel/text'
import { cases } from '#engines/cases/shared'

export interface DeskPage {
  readonly path: string
  readonly label: Text
  /** The operation without which the page has nothing to show. */
  readonly needs: string
  /** Path of the page beside which it stands in a row of its own, rather than in the menu. */
  readonly under?: string
}

/** The pages of the case engine, as the desk's menu lists them. */
export const casePages: readonly DeskPage[] = [
  { path: 'cases', label: ['案件', 'Cases'], needs: cases.list.name },
  { path: 'new', label: ['登记', 'Register'], needs: cases.create.name },
  { path: 'map', label: ['地图', 'Map'], needs: cases.map.name },
  { path: 'routing', label: ['派单规则', 'Routing'], needs: cases.routingCoverage.name },
  { path: 'limits', label: ['时限', 'Limits'], needs: cases.parameters.name },
  { path: 'hotline', label: ['热线清单', 'City lists'], needs: cases.cityRows.name },
]

/** Each page is loaded when it is first opened. */
export const caseRoutes: RouteObject[] = [
  // One route for list and record, so that opening a record keeps the list where it was read to.
  {
    path: 'cases/:caseId?',
    lazy: async () => ({ Component: (await import('./worklist/worklist-page.tsx')).WorklistPage }),
  },
  { path: 'new', lazy: async () => ({ Component: (await import('./intake/intake-page.tsx')).IntakePage }) },
  { path: 'map', lazy: async () => ({ Component: (await import('./grid-map/grid-map-page.tsx')).GridMapPage }) },
  { path: 'routing', lazy: async () => ({ Component: (await import('./routing/routing-page.tsx')).RoutingPage }) },
  { path: 'limits', lazy: async () => ({ Component: (await import('./limits/limits-page.tsx')).LimitsPage }) },
  { path: 'hotline', lazy: async () => ({ Component: (await import('./city-rows/city-rows-page.tsx')).CityRowsPage }) },
]
