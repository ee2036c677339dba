import { casePages, type DeskPage } from '#engines/cases/web'

/** The desk's menu, of all engines. */
export const deskPages: readonly DeskPage[] = casePages
