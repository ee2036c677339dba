import type { RouteObject } from 'react-router'
import type { Text } from '#kernel/text'
import { registers } from '#engines/registers/shared'

interface RegisterPage {
  readonly path: string
  readonly label: Text
  readonly needs: string
  /** Other paths that are of this page, as the menu sees it. */
  readonly also?: readonly string[]
}

/** The pages of the registers, as the desk's menu lists them; the others are reached from the first one's rail. */
export const registerPages: readonly RegisterPage[] = [
  {
    path: 'registers',
    label: ['底仓', 'Registers'],
    needs: registers.entries.name,
    also: ['files', 'doubts', 'imports', 'emergency', 'exports'],
  },
  // Who decides on exports has nothing to do with the lists themselves.
  { path: 'exports', label: ['导出审批', 'Exports'], needs: registers.decideExport.name },
  { path: 'areas', label: ['区划', 'Areas'], needs: registers.areaHistory.name },
]

/** Each page is loaded when it is first opened. */
export const registerRoutes: RouteObject[] = [
  {
    path: 'registers/:register?',
    lazy: async () => ({ Component: (await import('./list/register-page.tsx')).RegisterPage }),
  },
  { path: 'files/:id', lazy: async () => ({ Component: (await import('./file/file-page.tsx')).FilePage }) },
  { path: 'doubts', lazy: async () => ({ Component: (await import('./doubts/doubts-page.tsx')).DoubtsPage }) },
  {
    path: 'imports/:importId?',
    lazy: async () => ({ Component: (await import('./imports/imports-page.tsx')).ImportsPage }),
  },
  { path: 'exports', lazy: async () => ({ Component: (await import('./exports/exports-page.tsx')).ExportsPage }) },
  {
    path: 'emergency',
    lazy: async () => ({ Component: (await import('./emergency/emergency-page.tsx')).EmergencyPage }),
  },
  { path: 'looks', lazy: async () => ({ Component: (await import('./looks/looks-page.tsx')).LooksPage }) },
  { path: 'areas', lazy: async () => ({ Component: (await import('./areas/areas-page.tsx')).AreasPage }) },
]
