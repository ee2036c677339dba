export * from './address-field.tsx'
export * from './directory.ts'
export * from './unit-select.tsx'
