import fc from 'fast-check'

/** Where every property begins, unless `PROPERTY_SEED` says another number: decision 30. */
const firstSeed = 20261122

fc.configureGlobal({ seed: Number(process.env['PROPERTY_SEED'] ?? firstSeed) })
