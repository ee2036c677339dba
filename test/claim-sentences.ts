import { checkClaims } from '../src/engines/reports/shared/claims/check-claims.ts'

const sentencesIn = (text: string, verdict: 'contradicts' | 'reconciles') =>
  checkClaims(text)
    .relations.filter((relation) => relation.verdict === verdict)
    .map(({ sentence }) => sentence[0])

/** What the checker calls wrong in a text, in its own words. */
export const wrongIn = (text: string): readonly string[] => sentencesIn(text, 'contradicts')
/** What it finds to hold, a line each. */
export const holdingIn = (text: string): string => sentencesIn(text, 'reconciles').join('\n')
