import { Instant } from '../../shared/model.ts';
import type { Clock } from '../ports.ts';

/** The machine's own clock, in UTC with milliseconds. */
export const systemClock: Clock = { now: () => Instant.parse(new Date().toISOString()) };
