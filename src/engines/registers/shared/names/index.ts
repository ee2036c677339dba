export * from './masks.ts'
export * from './surnames.ts'
