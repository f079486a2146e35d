import { v7 } from 'uuid';
import type { Ids } from '../ports.ts';

/** UUIDv7 (RFC 9562, monotonic within the process). */
export const systemIds: Ids = { uuid: () => v7() };
