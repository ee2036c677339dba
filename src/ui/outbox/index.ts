export * from './hooks.ts'
export * from './outbox.ts'
export * from './queue.ts'
export type { NewFile } from './store.ts'
