export * from './routes.tsx'
export * from './told-of-cases.ts'
export * from './targets/routes.tsx'
