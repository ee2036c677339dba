export * from './committees/routes.tsx'
export * from './votes/routes.tsx'
