export * from './measuring.ts'
export * from './operations.ts'
export * from './operations/measures.ts'
