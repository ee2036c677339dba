export * from './divisions.ts'
