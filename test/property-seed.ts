import fc from 'fast-check'

/** Where every property and every made-up population begins, unless `PROPERTY_SEED` says another number: decision 30. */
export const propertySeed = Number(process.env['PROPERTY_SEED'] ?? 20261122)

fc.configureGlobal({ seed: propertySeed })
