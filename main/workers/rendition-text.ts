/** The text of a stored rendition. Its hash was checked when it was stored, and is again before anything of it is quoted. */
import { Rendition } from '../../shared/model.ts';

export const renditionText = (bytes: Uint8Array): string => Rendition.parse(JSON.parse(new TextDecoder().decode(bytes))).text;
