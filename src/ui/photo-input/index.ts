import '../photo-pair/photo-pair.css'
export * from './photo-input.tsx'
