export { blockedMatters, committeeHandlers } from './committees/index.ts'
