import { decodeBytes } from '../../../main/formats/index.ts';
import { AssayError, type ErrorCode } from '../../../shared/errors.ts';

/** Decodes a text given as a string or bytes and lists its blocks as `type ¶n: words`. */
export async function read(content: string | Uint8Array, fileName: string, url?: string) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const decoded = await decodeBytes(bytes, { fileName, ...(url ? { url } : {}) });
  const points = [...(decoded.rendition?.text ?? '')];
  const blocks =
    decoded.rendition?.blocks.map(
      (block) => `${block.type}${block.number ? ` ¶${block.number}` : ''}: ${points.slice(block.start, block.end).join('')}`,
    ) ?? [];
  return { ...decoded, blocks };
}

/** The code and message a decoding is refused with; undefined where it is not. */
export async function refusal(content: string | Uint8Array, fileName: string): Promise<{ code: ErrorCode; message: string } | undefined> {
  try {
    await read(content, fileName);
    return undefined;
  } catch (error) {
    if (error instanceof AssayError) return { code: error.code, message: error.message };
    throw error;
  }
}
