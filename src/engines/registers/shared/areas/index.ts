export * from './area.ts'
export * from './changes.ts'
export * from './geojson.ts'
export * from './ring.ts'
