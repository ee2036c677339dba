export * from './record-table.tsx'
