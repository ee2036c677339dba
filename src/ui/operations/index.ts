export * from './client.ts'
export * from './hooks.ts'
