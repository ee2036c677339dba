export * from './now.ts'
export * from './time.tsx'
