export * from './routes.tsx'
