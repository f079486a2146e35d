/** The settings document: its schema, its defaults and the way from older versions. Pure; shells decide where it lies. */
import { z } from 'zod';
import { Settings } from '../../shared/contract.ts';
import { Instant } from '../../shared/model.ts';
import type { StoredSettings } from '../ports.ts';

export const settingsVersion = 1;

const Recent = z.object({ path: z.string().min(1), title: z.string(), number: z.string(), openedAt: Instant });
const Document = z.object({
  ...Settings.shape,
  // What later versions of the program added: a document of an earlier one is read with what was so until then
  keys: Settings.shape.keys.default({}),
  reading: Settings.shape.reading.default({ size: 17, width: 70 }),
  direction: Settings.shape.direction.default('auto'),
  readScans: Settings.shape.readScans.default(true),
  version: z.literal(settingsVersion),
  installation: z.string().min(1).max(64),
  recent: z.array(Recent).max(200),
  languageFolder: z.string().nullable().default(null),
});
export type SettingsDocument = z.infer<typeof Document>;

/** From version N to N + 1; an entry for every version that was ever released. */
const migrations: ReadonlyMap<number, (old: Record<string, unknown>) => Record<string, unknown>> = new Map();

/** No name is taken from the system: a case is shared, and whose machine it was made on is the person's to say. */
export const defaultSettings = (installation: string): StoredSettings => ({
  authorName: '',
  theme: 'system',
  rememberRecent: true,
  keys: {},
  reading: { size: 17, width: 70 },
  direction: 'auto',
  readScans: true,
  installation,
  recent: [],
  languageFolder: null,
});

export type ReadSettings =
  | { readonly state: 'read'; readonly settings: StoredSettings }
  | { readonly state: 'newer'; readonly version: number }
  | { readonly state: 'broken'; readonly why: string };

/** Reads a document of this or an older version. A newer one is told, never guessed at. */
export function readDocument(value: unknown): ReadSettings {
  const head = z.looseObject({ version: z.int().positive() }).safeParse(value);
  if (!head.success) return { state: 'broken', why: z.prettifyError(head.error) };
  if (head.data.version > settingsVersion) return { state: 'newer', version: head.data.version };
  let document: Record<string, unknown> = head.data;
  for (let version = head.data.version; version < settingsVersion; version += 1) {
    const step = migrations.get(version);
    if (!step) return { state: 'broken', why: `no way from version ${version}` };
    document = { ...step(document), version: version + 1 };
  }
  const parsed = Document.safeParse(document);
  if (!parsed.success) return { state: 'broken', why: z.prettifyError(parsed.error) };
  const { version: _, ...settings } = parsed.data;
  return { state: 'read', settings };
}

/** Checks and completes settings for writing. Throws ZodError where they do not fit the schema. */
export const writeDocument = (settings: StoredSettings): SettingsDocument => Document.parse({ ...settings, version: settingsVersion });
