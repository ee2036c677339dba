export * from './hotkeys.ts'
