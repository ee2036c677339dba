import { defineConfig } from 'vitest/config'

// One program and one browser after another: two cores do not carry more.
// Vitest finds its configuration by its default export.
export default defineConfig({
  test: {
    name: 'journeys',
    root: new URL('..', import.meta.url).pathname,
    include: ['e2e/journeys/**/*.spec.ts'],
    globalSetup: ['./e2e/server.ts'],
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 300_000,
    // A page on a busy machine takes its time; Vitest's own second is too short for any.
    expect: { poll: { timeout: 30_000 } },
    hookTimeout: 180_000,
    retry: 0,
  },
})
