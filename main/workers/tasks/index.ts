/** Everything that can be asked of a worker process. */
import type { Pool } from '../pool.ts';
import { align } from './align.ts';
import { alike } from './alike.ts';
import { appearance } from './appearance.ts';
import { decode } from './decode.ts';
import { draw } from './draw.ts';
import { fingerprint } from './fingerprint.ts';
import { list } from './list.ts';
import { ocr } from './ocr.ts';
import { page } from './page.ts';
import { take } from './take.ts';
import { textprint } from './textprint.ts';

export const tasks = { appearance, decode, list, take, page, ocr, draw, fingerprint, align, textprint, alike };
export type DecoderPool = Pool<typeof tasks>;
