export * from './chart.tsx'
export type { BarsGiven } from './options/bars.ts'
export { shadeOf, shadesOf, stepOfShade, type HeatGiven } from './options/heat.ts'
export type { Course, TrendGiven } from './options/trend.ts'
