export { notaryPages, notaryRoutes } from './routes.tsx'
