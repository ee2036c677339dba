import { defineConfig } from 'vitest/config'
import { coveredFolders, uncovered } from './scripts/covered-folders.ts'

export default defineConfig({
  test: {
    maxWorkers: 2,
    coverage: {
      provider: 'v8',
      include: coveredFolders.map((folder) => `${folder}/**/*.ts`),
      exclude: ['**/*.test.ts', ...uncovered],
      reporter: [['text', { skipFull: true, maxCols: 160 }]],
      thresholds: { 100: true },
      // Emptied before each run; npm run mutate works in the folder beside it.
      reportsDirectory: 'coverage/lines',
    },
    projects: [
      {
        test: {
          name: 'pure',
          setupFiles: ['./test/property-seed.ts'],
          include: ['src/**/*.test.{ts,tsx}', 'test/**/*.test.ts'],
          exclude: ['**/*.db.test.ts', '**/node_modules/**'],
          // No test is timed: this only ends one that hangs, on the slowest machine too.
          testTimeout: 120_000,
          hookTimeout: 180_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
      {
        test: {
          name: 'db',
          setupFiles: ['./test/property-seed.ts'],
          include: ['src/**/*.db.test.ts', 'test/**/*.db.test.ts'],
          globalSetup: ['./test/db-server.ts'],
          testTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
          hookTimeout: 180_000,
        },
      },
    ],
  },
})
