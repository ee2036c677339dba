export * from './session.tsx'
