import { defineConfig } from '@playwright/test';
import { findChromium } from './scripts/find-chromium.ts';

const executablePath = findChromium();
if (executablePath === null) throw new Error('No Chromium was found; node scripts/find-chromium.ts says what to install.');

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'out/test/e2e',
  fullyParallel: true,
  workers: 2,
  // A busy machine can make one step of a test come too late. A second try tells that from a fault; the gate names every test that needed it.
  retries: 1,
  forbidOnly: true,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'Europe/Kyiv',
    actionTimeout: 15_000,
    navigationTimeout: 30_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath,
      args: ['--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run'],
    },
  },
});
