/**
 * The window as a person meets it, in a real Chromium over the loopback shell: first paint, from selection to the mark
 * shown, and from the key to the link saved in the log.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from '../scripts/find-chromium.ts';
import { startProgram } from '../scripts/program.ts';
import { figure, percentile } from './support/bench.ts';
