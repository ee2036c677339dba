export * from './schema-form.tsx'
