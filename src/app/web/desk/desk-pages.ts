import type { RouteObject } from 'react-router'
import { engineOf } from '#kernel/operation'
import { committeePages, committeeRoutes, votePages, voteRoutes } from '#engines/ballots/web'
import { casePages, caseRoutes, type DeskPage as CasePage } from '#engines/cases/web'
import { credentialPages, credentialRoutes } from '#engines/credentials/web'
import { indicatorPages, indicatorRoutes, targetPages, targetRoutes } from '#engines/indicators/web'
import { notaryPages, notaryRoutes } from '#engines/notary/web'
import { registerPages, registerRoutes } from '#engines/registers/web'
import { reportPages, reportRoutes } from '#engines/reports/web'
import { identity } from '#platform/identity/operations'
import { registers } from '#engines/registers/shared'

export interface DeskPage extends CasePage {
  /** Other paths that are of this page, as the menu sees it. */
  readonly also?: readonly string[]
}

/** Credentials and logs serve the owners' votes: they stand beside them, not in the menu. */
function besideVotes(page: DeskPage): DeskPage {
  return { ...page, under: 'votes' }
}

/** The desk's menu, of all engines. */
export const deskPages: readonly DeskPage[] = [
  ...casePages,
  ...indicatorPages,
  ...targetPages,
  ...reportPages,
  ...registerPages,
  ...votePages,
  ...committeePages,
  ...credentialPages.map(besideVotes),
  { path: 'staff', label: ['人员', 'Staff'], needs: identity.listStaff.name },
  { path: 'audit', label: ['审计', 'Audit'], needs: identity.acts.name },
  { path: 'looks', label: ['查看记录', 'Looks'], needs: registers.looksOf.name },
  ...notaryPages.map(besideVotes),
]

/**
 * The pages of the engines with which a member has to do at all: an administrator's menu has no business in it, nor has
 * anyone else's an administration. Of an engine one works with, every page is listed, those not permitted with the reason.
 */
export function pagesFor(can: readonly string[]): readonly DeskPage[] {
  const own = new Set(can.map(engineOf))
  // Everyone looks up units and areas; that is not yet working with the registers.
  own.delete('registers')
  const pages = deskPages.filter((page) => can.includes(page.needs) || own.has(engineOf(page.needs)))
  // Whose head the member has nothing to do with stands in the menu itself.
  return pages.map(({ under, ...page }) =>
    under !== undefined && pages.some(({ path }) => path === under) ? { ...page, under } : page,
  )
}

/** The pages that stand beside each other in a row: one of the menu and those under it; the first is the menu's. */
export function besides(pages: readonly DeskPage[], path: string): readonly DeskPage[] {
  const head = pages.find((page) => page.path === path)?.under ?? path
  return pages.filter((page) => page.path === head || page.under === head)
}

/** Each page is loaded when it is first opened. */
export const deskRoutes: RouteObject[] = [
  ...caseRoutes,
  ...indicatorRoutes,
  ...targetRoutes,
  ...reportRoutes,
  ...notaryRoutes,
  ...registerRoutes,
  ...credentialRoutes,
  ...voteRoutes,
  ...committeeRoutes,
  { path: 'staff', lazy: async () => ({ Component: (await import('./admin/staff-page.tsx')).StaffPage }) },
  { path: 'audit', lazy: async () => ({ Component: (await import('./admin/audit-page.tsx')).AuditPage }) },
]
