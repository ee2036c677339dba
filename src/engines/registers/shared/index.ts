export * from './divisions.ts'
export * from './operations.ts'
