export * from './notices.tsx'
export * from './say-error.ts'
