import { indicators } from './operations.ts'

/** What is asked anew when something is done with a case; what a measure means stays as it is. */
export const toldOfCases = [indicators.values, indicators.breakdown, indicators.series].map((query) => query.name)
