export * from './committees/routes.tsx'
