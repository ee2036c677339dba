export * from './button.tsx'
export * from './chips.tsx'
export * from './field-row.tsx'
