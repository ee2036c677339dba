export * from './status-light.tsx'
