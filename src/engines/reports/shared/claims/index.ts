export { checkClaims, type CheckOptions } from './check-claims.ts'
export type { Claim, ClaimPeriod, Relation, Report, ClaimVerdict } from './claim.ts'
export { numbersInCharacters } from './numbers-in-characters.ts'
export { verdictsInPlace, type Passage } from './verdicts-in-place.ts'
