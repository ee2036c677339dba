export * from './address-parts.ts'
export * from './parse-address.ts'
