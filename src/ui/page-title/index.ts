export * from './page-title.ts'
