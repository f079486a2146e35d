/** The packing list of a WACZ (Frictionless data package): what it says it holds, and whether the bytes agree. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { FileField, Finding } from '../../../../shared/model.ts';
import type { FileBytes } from '../../format.ts';
import { shownName } from '../../names.ts';
import { entryBytes, entryWhole, problemOf } from '../../zip/data.ts';
import type { ZipDirectory, ZipEntry } from '../../zip/directory.ts';
import { judgeSignature, SignedData } from './signature.ts';

/** Version 1.1.1 writes `hash: "sha256:…"`; before, `hashing` and `stats.hash` said the same. */
const Resource = z.looseObject({
  path: z.string(),
  hash: z.string().nullish(),
  bytes: z.number().nullish(),
  hashing: z.string().nullish(),
  stats: z.looseObject({ hash: z.string().nullish(), bytes: z.number().nullish() }).nullish(),
});
const DataPackage = z.looseObject({
  title: z.string().nullish(),
  description: z.string().nullish(),
  created: z.string().nullish(),
  software: z.string().nullish(),
  wacz_version: z.string().nullish(),
  mainPageUrl: z.string().nullish(),
  metadata: z.looseObject({ title: z.string().nullish(), desc: z.string().nullish() }).nullish(),
  resources: z.array(Resource).default([]),
});
export type DataPackage = z.infer<typeof DataPackage>;

const DigestFile = z.looseObject({ path: z.string().nullish(), hash: z.string(), signedData: SignedData.nullish() });

/** Bytes of one of the lists. */
const mostList = 32 << 20;
const packageName = 'datapackage.json';
const digestName = 'datapackage-digest.json';

export interface PackageReading {
  readonly data: DataPackage | null;
  readonly findings: readonly Finding[];
  readonly fields: readonly FileField[];
}

function parsed<T extends z.ZodType>(schema: T, bytes: Uint8Array): z.infer<T> | null {
  try {
    const result = schema.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return result.success ? result.data : null;
  } catch (error) {
    // No JSON: as good as no list.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

const digestOf = async (input: FileBytes, entry: ZipEntry, algorithm: string): Promise<string> => {
  const hash = createHash(algorithm);
  for await (const piece of entryBytes(input, entry)) hash.update(piece);
  return hash.digest('hex');
};

const known = new Set(['sha256', 'sha1', 'md5', 'sha512', 'sha224', 'sha384']);

/** Checks one resource; null where all is as written. */
async function checkResource(input: FileBytes, directory: ZipDirectory, resource: z.infer<typeof Resource>): Promise<string | null> {
  const shown = shownName(resource.path, 120);
  const entry = directory.entries.find(({ name }) => name === resource.path);
  if (!entry) return `“${shown}” is in the packing list but not in the archive`;
  const problem = problemOf(entry, directory.overlapping);
  if (problem) return `“${shown}” cannot be read: ${problem.message}`;
  const written = resource.hash ?? (resource.stats?.hash ? `${resource.hashing ?? 'sha256'}:${resource.stats.hash}` : null);
  const bytes = resource.bytes ?? resource.stats?.bytes;
  if (bytes !== null && bytes !== undefined && bytes !== entry.size) return `“${shown}” has ${entry.size} bytes, not ${bytes}`;
  if (written === null) return `“${shown}” has no digest in the packing list`;
  const [, algorithm = 'sha256', value = ''] = /^(?:([\w-]+):)?(.*)$/s.exec(written) ?? [];
  const name = algorithm.toLowerCase().replaceAll('-', '');
  if (!known.has(name)) return `“${shown}” has a digest of a kind (${shownName(algorithm, 20)}) that Assay does not know`;
  try {
    return (await digestOf(input, entry, name)) === value.trim().toLowerCase()
      ? null
      : `the bytes of “${shown}” do not agree with their digest`;
  } catch (error) {
    return `“${shown}” cannot be read: ${error instanceof Error ? error.message : String(error)}`;
  }
}

/** Reads the packing list and checks every digest in it. */
export async function readPackage(input: FileBytes, directory: ZipDirectory): Promise<PackageReading> {
  const findings: Finding[] = [];
  const fields: FileField[] = [];
  const entryOf = (name: string) => directory.entries.find((entry) => entry.name === name);
  const list = entryOf(packageName);
  if (!list)
    return {
      data: null,
      fields,
      findings: [
        {
          code: 'records-broken',
          message: 'This web archive has no packing list (datapackage.json); nothing in it can be checked.',
          from: packageName,
        },
      ],
    };
  const bytes = await entryWhole(input, list, mostList);
  const data = parsed(DataPackage, bytes);
  if (!data) findings.push({ code: 'records-broken', message: 'The packing list of this web archive cannot be read.', from: packageName });
  const wrong: string[] = [];
  for (const resource of data?.resources ?? []) {
    const problem = await checkResource(input, directory, resource);
    if (problem !== null) wrong.push(problem);
  }
  const listed = new Set(data?.resources.map(({ path }) => path));
  const unlisted = directory.entries.filter(
    ({ name, folder }) => !folder && name !== packageName && name !== digestName && !listed.has(name),
  );
  if (wrong.length > 0)
    findings.push({
      code: 'digest-differs',
      message: `${wrong.length} of ${data?.resources.length ?? 0} files of this web archive are not as its packing list says: ${wrong.slice(0, 5).join('; ')}.`,
      from: packageName,
    });
  if (data && unlisted.length > 0)
    findings.push({
      code: 'other',
      message: `${unlisted.length} files of this web archive are not in its packing list, “${shownName(unlisted[0]?.name ?? '', 80)}” first.`,
      from: packageName,
    });
  const digest = entryOf(digestName);
  if (digest) {
    const file = parsed(DigestFile, await entryWhole(input, digest, mostList));
    const hash = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    if (!file) findings.push({ code: 'records-broken', message: 'The digest of the packing list cannot be read.', from: digestName });
    else {
      if (file.hash !== hash)
        findings.push({
          code: 'digest-differs',
          message: 'The packing list does not agree with the digest written beside it.',
          from: digestName,
        });
      fields.push({ group: 'WACZ', name: 'Digest of the packing list', value: file.hash === hash ? 'agrees' : 'differs' });
      if (file.signedData) {
        const signed = judgeSignature(file.signedData, hash);
        findings.push(...signed.findings);
        fields.push(...signed.fields);
      }
    }
  }
  return { data, findings, fields };
}
