export { measureChange, type MeasureChange } from './measures/changes.ts'
export type { Counting, MeasuresDeps } from './measures/definitions.ts'
export { ensureAllMeasures, ensureMeasures, uncountedMeasures } from './measures/ensure.ts'
export { foldMeasures, openFolding, type Folding } from './measures/fold.ts'
export { measureHandlers, type MeasureHandlersDeps } from './measures/handlers.ts'
export { positionOf } from './measures/position.ts'
export {
  countingIn,
  valueAt,
  valuesAt,
  valuesOf,
  type Ask,
  type EarlierAsk,
  type SealedValue,
} from './measures/values.ts'
export { verifyMeasures, type WrongCell } from './measures/verify.ts'
export { kpiHandlers, type KpiDeps } from './kpi/kpi.ts'
export type { EntriesDeps } from './entries/deps.ts'
export { entryHandlers } from './entries/entries.ts'
export { ledgerHandlers, makeDueLedgers, type LedgersDeps } from './ledgers/ledgers.ts'
export { goalsOf } from './targets/goals-of.ts'
export { targetHandlers } from './targets/handlers.ts'
export { targetRoutes } from './targets/http.ts'
