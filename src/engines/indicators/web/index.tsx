export * from './routes.tsx'
export * from './targets/routes.tsx'
