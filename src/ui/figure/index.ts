export * from './figure.tsx'
