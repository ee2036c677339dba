export type { RegistersDeps } from './deps.ts'
export { registersHandlers } from './handlers.ts'
export { calendarOverrides, findAddress, gridsOf, isInside, unitsOf } from './registers.store.ts'
export type { Grid, KnownUnit } from './registers.store.ts'
