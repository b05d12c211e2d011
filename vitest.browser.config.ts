import { defineConfig } from 'vitest/config';

/** Journeys in a real browser; they need Chromium and run apart from the quick tests. */
export default defineConfig({
  test: {
    include: ['test/browser/**/*.test.ts'],
    globalSetup: ['test/kit/global-setup.ts'],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    fileParallelism: false,
  },
});
