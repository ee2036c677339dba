export type { FigureSource, KnownMeasure, ReportsDeps } from './deps.ts'
export { figureSourceOf } from './figure-source.ts'
export { reportsHandlers } from './handlers.ts'
export { recompute, type Recomputed } from './recompute.ts'
