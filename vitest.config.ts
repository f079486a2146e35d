import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.{ts,tsx}'],
    exclude: ['tests/e2e/**'],
    environment: 'node',
    // A test that cannot run says so by name; a run that finds no test at all is a failure, not a success.
    passWithNoTests: false,
    // Styles are read only where a test asks for their text.
    css: { include: [/\.css\?raw$/] },
    // Only what hangs is ended; how long a thing takes is measured in bench/ and decides nothing here.
    testTimeout: 180_000,
    hookTimeout: 180_000,
    maxWorkers: 2,
  },
});
