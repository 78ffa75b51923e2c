import { defineConfig } from 'vitest/config'

// unit: pure rules, milliseconds. stories: a real PostgreSQL each file shares (house/postgres-for-tests.ts).
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          // A shared machine may be slow; a hanging test still ends.
          testTimeout: 60_000,
          include: ['{kit,modules,packages,house,seeds,bin}/**/*.test.ts'],
          exclude: ['**/tests/**', '**/node_modules/**'],
        },
      },
      {
        test: {
          name: 'stories',
          include: ['{kit,modules,packages,apps,seeds}/**/tests/**/*.test.ts'],
          globalSetup: ['house/postgres-for-tests.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
    ],
  },
})
