/** Real texts to find marks in: saved pages as this program reads them, and texts in Ukrainian, Arabic, Chinese and English. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { decodeBytes } from '../../main/formats/index.ts';
import { buildRendition } from '../../main/formats/rendition.ts';
import { sentences } from '../../shared/anchor/segment.ts';
import { AssayError } from '../../shared/errors.ts';

export interface Material {
  readonly set: string;
  readonly name: string;
  readonly language: string | null;
  readonly text: string;
  /** Some of its sentences, to be put into others. */
  readonly strangers: readonly string[];
}

const pages = 40;
const perLanguage = 8;
const longest = 20_000;

function material(set: string, name: string, language: string | null, text: string): Material[] {
  const short = [...text].slice(0, longest).join('');
  const found = sentences(short, language);
  if (found.length < 4) return [];
  const points = [...short];
  return [
    { set, name, language, text: short, strangers: found.slice(2, 12).map(({ start, end }) => `${points.slice(start, end).join('')} `) },
  ];
}

const Line = z.object({ doc: z.string().optional(), headline: z.string().optional(), body: z.string() });

async function savedPages(data: string): Promise<Material[]> {
  const folder = path.join(data, 'html-wcxb', 'html');
  if (!existsSync(folder)) return [];
  const found: Material[] = [];
  for (const file of readdirSync(folder).sort()) {
    if (found.length >= pages) break;
    try {
      const { rendition } = await decodeBytes(gunzipSync(readFileSync(path.join(folder, file))), { fileName: file.replace(/\.gz$/, '') });
      if (rendition !== null) found.push(...material('saved pages', file, rendition.language, rendition.text));
    } catch (error) {
      // A page that cannot be read is another bench's matter
      if (!(error instanceof AssayError)) throw error;
    }
  }
  return found;
}

function newsStories(data: string): Material[] {
  return Object.entries({ 'zho-CN': 'zh', arb: 'ar', ukr: 'uk', eng: 'en' }).flatMap(([name, language]) => {
    const file = path.join(data, 'multilingual', 'ntrex', `${name}.jsonl`);
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
    return lines.slice(0, perLanguage).flatMap((line, n) => {
      const { headline = '', body } = Line.parse(JSON.parse(line));
      const { text } = buildRendition(
        'bench',
        '1',
        language,
        [headline, ...body.split('\n')].map((paragraph) => ({ type: 'paragraph' as const, text: paragraph })),
      );
      return material(`stories, ${language}`, `${name} ${n}`, language, text);
    });
  });
}

/** Texts in the order of their files; what is not there is left out. */
export async function anchoringMaterial(data: string): Promise<Material[]> {
  return [...(await savedPages(data)), ...newsStories(data)];
}
