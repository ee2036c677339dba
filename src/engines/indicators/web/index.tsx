export * from './routes.tsx'
export * from './told-of-cases.ts'
