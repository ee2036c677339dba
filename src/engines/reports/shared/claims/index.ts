export { checkClaims, type CheckOptions } from './check-claims.ts'
export type { Claim, Period, Relation, Report, Verdict } from './claim.ts'
