export * from './case-types-context.ts'
export * from './routes.tsx'
export * from './use-case-finder.ts'
