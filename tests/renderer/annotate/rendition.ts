import type { Block, Rendition } from '../../../shared/model.ts';

/** A rendition as the extractor makes it: blocks stand apart by one empty line, positions count code points. */
export function rendition(blocks: readonly (readonly [Block['type'], string])[], language: string | null = 'en'): Rendition {
  let at = 0;
  let number = 0;
  const placed = blocks.map(([type, words]) => {
    const start = at;
    const end = start + Array.from(words).length;
    at = end + 2;
    if (type !== 'paragraph') return { type, start, end };
    number += 1;
    return { type, number, start, end };
  });
  return {
    format: 1,
    extractor: 'test',
    extractorVersion: '1',
    language,
    text: blocks.map(([, words]) => words).join('\n\n'),
    blocks: placed,
  };
}
