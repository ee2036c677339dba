import type { ReportTemplate } from '../template.ts'
import { annual } from './annual.ts'

export { annual }

/** Every kind of report that can be begun. */
export const templates: readonly ReportTemplate[] = [annual]

export const findTemplate = (id: string): ReportTemplate | undefined => templates.find((each) => each.id === id)
