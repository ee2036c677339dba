import { defineConfig } from 'vitest/config'

const places = (process.env['MUTATE_TESTS'] ?? '').split(',')

// Vitest finds its configuration by its default export.
export default defineConfig({
  test: {
    include: places.map((place) => (place.endsWith('.test.ts') ? place : `${place}/**/*.test.ts`)),
    exclude: ['**/*.db.test.ts', '**/*conformance.test.ts', '**/node_modules/**'],
    // Another program for every change would take hours: without a path belenios-tool is not found, and not missed.
    env: { MOFANG_WITHOUT_BELENIOS_TOOL: '1', PATH: '' },
    setupFiles: ['./test/property-seed.ts'],
    testTimeout: 120_000,
  },
})
