import './base.css'
export * from './tokens.ts'
export * from './theme-store.ts'
