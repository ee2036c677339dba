import fc from 'fast-check'

// A change that is noticed today is noticed tomorrow.
fc.configureGlobal({ seed: 20261122 })
