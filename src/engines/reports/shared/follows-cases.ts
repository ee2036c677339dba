import { reports } from './operations.ts'

/** What is asked anew when something is done with a case: drafts follow the records while they are read. */
export const reportsFollowingCases = [reports.edition, reports.offers].map((query) => query.name)
