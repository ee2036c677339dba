export * from './photo-pair.tsx'
