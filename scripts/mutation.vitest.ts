import { defineConfig } from 'vitest/config'

const folders = (process.env['MUTATE_TESTS'] ?? '').split(',')

// Vitest finds its configuration by its default export.
export default defineConfig({
  test: {
    include: folders.map((folder) => `${folder}/**/*.test.ts`),
    // They start another program for every change, and what they find the recorded vectors find too.
    exclude: ['**/*.db.test.ts', '**/*conformance.test.ts', '**/node_modules/**'],
    setupFiles: ['./scripts/mutation-seed.ts'],
    testTimeout: 120_000,
  },
})
