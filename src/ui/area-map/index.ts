export * from './area-map.tsx'
export * from './area-sketch.tsx'
