export * from './export-cell.ts'
export * from './export-columns.ts'
