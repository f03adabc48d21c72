import { defineConfig } from 'vitest/config'

/** Only the tests that need a database start one: `vitest run packages/engine` does not. */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    // The nightly form of a property test takes many minutes.
    testTimeout: process.env['CASEMENT_NIGHTLY'] ? 3_600_000 : 60_000,
    hookTimeout: 60_000,
    projects: [
      { extends: true, test: { name: 'engine', include: ['packages/engine/src/**/*.test.ts'] } },
      { extends: true, test: { name: 'case-types', include: ['packages/case-types/src/**/*.test.ts'] } },
      { extends: true, test: { name: 'web', include: ['packages/web/src/**/*.test.{ts,tsx}'] } },
      { extends: true, test: { name: 'set-up', include: ['bin/**/*.test.ts'] } },
      { extends: true, test: { name: 'architecture', include: ['architecture/**/*.test.ts'] } },
      { extends: true, test: { name: 'docs', include: ['docs/**/*.test.ts'] } },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['packages/server/src/**/*.test.ts', 'journeys/**/*.test.ts'],
          globalSetup: ['packages/server/src/testing/prepare-test-run.ts'],
        },
      },
    ],
  },
})
