export * from './follows-cases.ts'
export * from './routes.tsx'
