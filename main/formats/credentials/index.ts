/**
 * C2PA content credentials (C2PA 2.x), read and judged offline: nothing is fetched, neither manifests kept elsewhere nor word on
 * withdrawn certificates. What the states mean and what they do not prove is told in shared/credentials.ts.
 */
import { z } from 'zod';
import { AssayError } from '../../../shared/errors.ts';
import type { Credentials, Finding } from '../../../shared/model.ts';
import { credentialsReader } from './engine.ts';
import { hasCredentials } from './marker.ts';

export interface CredentialsOptions {
  /** Certificates (PEM, one after another) whose signatures a person trusts. Without them no signer is trusted. */
  readonly anchors?: string;
}

/** Bytes of a file that is checked: the reader holds it whole, twice. */
const mostBytes = 512 << 20;

const Status = z.looseObject({ code: z.string(), explanation: z.string().optional(), url: z.string().optional() });
const StatusLists = z.looseObject({
  failure: z.array(Status).default([]),
  informational: z.array(Status).default([]),
});
const Action = z.looseObject({ action: z.string() });
const Assertion = z.looseObject({ label: z.string(), data: z.unknown() });
const StoredManifest = z.looseObject({
  claim_generator: z.string().optional(),
  claim_generator_info: z.array(z.looseObject({ name: z.string(), version: z.string().optional() })).optional(),
  title: z.string().nullish(),
  format: z.string().nullish(),
  signature_info: z.looseObject({ issuer: z.string().nullish(), common_name: z.string().nullish(), time: z.string().nullish() }).nullish(),
  assertions: z.array(Assertion).default([]),
  ingredients: z
    .array(z.looseObject({ title: z.string().nullish(), relationship: z.string().default(''), active_manifest: z.string().nullish() }))
    .default([]),
});
const Store = z.looseObject({
  active_manifest: z.string().nullish(),
  manifests: z.record(z.string(), StoredManifest).default({}),
  validation_state: z.string().optional(),
  validation_status: z.array(Status).default([]),
  validation_results: z
    .looseObject({
      activeManifest: StatusLists.optional(),
      ingredientDeltas: z.array(z.looseObject({ validationDeltas: StatusLists })).optional(),
    })
    .optional(),
});

const longest = 500;
const short = (text: string): string => text.slice(0, longest).toWellFormed();
const absent: Credentials = { state: 'absent', manifests: [], problems: [] };
const unreadable = (code: string, explanation: string): Credentials => ({
  state: 'unreadable',
  manifests: [],
  problems: [{ code, explanation: short(explanation) }],
});

/** Notes of a reader that say that something does not hold though the state does not hang on it. */
const telling = /(?:mismatch|malformed|invalid|untrusted|revoked|expired|outsideValidity)$/i;

/**
 * The content credentials in a file's bytes. `mediaType` by content. Throws INTERNAL only (see engine.ts); a file whose credentials
 * cannot be read is `unreadable`.
 */
export async function readCredentials(bytes: Uint8Array, mediaType: string, options: CredentialsOptions = {}): Promise<Credentials> {
  if (!hasCredentials(bytes, mediaType)) return absent;
  if (bytes.length > mostBytes)
    return unreadable('assay.tooLarge', `Content credentials are checked in files of up to ${mostBytes >> 20} MB.`);
  const reader = await credentialsReader();
  const trusts = options.anchors !== undefined && options.anchors.trim() !== '';
  const settings = {
    verify: { remote_manifest_fetch: false, ocsp_fetch: false, verify_trust: trusts },
    ...(trusts && { trust: { user_anchors: options.anchors } }),
  };
  try {
    const reading = await reader.fromBytes(mediaType, bytes, JSON.stringify(settings));
    try {
      return judged(Store.parse(JSON.parse(reading.json())));
    } finally {
      reading.free();
    }
  } catch (error) {
    if (error instanceof AssayError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    // The words stand in the file, but not as credentials of this file: in a picture inside it, say
    if (/JumbfNotFound|ProvenanceMissing/.test(reason)) return absent;
    return unreadable(/^C2pa\((\w+)/.exec(reason)?.[1] ?? 'assay.unreadable', reason);
  }
}

function judged(store: z.output<typeof Store>): Credentials {
  const results = store.validation_results;
  const lists = [results?.activeManifest, ...(results?.ingredientDeltas ?? []).map((delta) => delta.validationDeltas)];
  const notes = lists.flatMap((list) => list?.informational ?? []).filter(({ code }) => telling.test(code));
  const seen = new Set<string>();
  const problems = [...store.validation_status, ...notes].flatMap(({ code, explanation, url }) => {
    const key = `${code} ${url ?? ''}`;
    if (seen.has(key) || seen.size >= 200) return [];
    seen.add(key);
    return [
      {
        code,
        ...(explanation === undefined ? {} : { explanation: short(explanation) }),
        ...(url === undefined ? {} : { url: short(url) }),
      },
    ];
  });
  return {
    state: store.validation_state === 'Trusted' ? 'valid' : store.validation_state === 'Valid' ? 'valid-untrusted' : 'invalid',
    manifests: Object.entries(store.manifests)
      .slice(0, 200)
      .map(([label, manifest]) => ({ label, active: label === store.active_manifest, ...manifestFacts(manifest) })),
    problems,
  };
}

function manifestFacts(manifest: z.output<typeof StoredManifest>): Omit<Credentials['manifests'][number], 'label' | 'active'> {
  const { title, format, signature_info: signature } = manifest;
  const generator =
    manifest.claim_generator ??
    manifest.claim_generator_info?.map(({ name, version }) => (version ? `${name} ${version}` : name)).join(', ');
  const signer = [...new Set([signature?.common_name, signature?.issuer].filter((name) => typeof name === 'string' && name !== ''))].join(
    ', ',
  );
  return {
    ...(title ? { title: short(title) } : {}),
    ...(format ? { format } : {}),
    ...(generator ? { claimGenerator: short(generator) } : {}),
    ...(signer === '' ? {} : { issuer: short(signer) }),
    ...(signature?.time ? { signedAt: signature.time } : {}),
    actions: manifest.assertions.flatMap(actionsOf).slice(0, 500),
    ingredients: manifest.ingredients.slice(0, 500).map(({ title: name, relationship, active_manifest: from }) => ({
      title: short(name ?? ''),
      relationship,
      ...(from ? { manifest: from } : {}),
    })),
  };
}

function actionsOf({ label, data }: z.output<typeof Assertion>): string[] {
  if (!label.startsWith('c2pa.actions')) return [];
  const parsed = z.looseObject({ actions: z.array(Action) }).safeParse(data);
  return parsed.success ? parsed.data.actions.map(({ action }) => short(action)) : [];
}

/** What to keep of it beside other metadata: nothing where a file carries none, for that says nothing of it. */
export async function credentialsOf(
  bytes: Uint8Array,
  mediaType: string,
): Promise<{ credentials: { value: Credentials; from: string } | null; finding: Finding | null }> {
  const value = await readCredentials(bytes, mediaType);
  if (value.state === 'absent') return { credentials: { value, from: 'C2PA' }, finding: null };
  const codes = [...new Set(value.problems.map(({ code }) => code))].slice(0, 4).join(', ');
  const message =
    value.state === 'invalid'
      ? `The content credentials do not hold${codes === '' ? '' : `: ${codes}`}.`
      : value.state === 'unreadable'
        ? `This file carries content credentials that cannot be read${codes === '' ? '' : `: ${codes}`}.`
        : null;
  return {
    credentials: { value, from: 'C2PA manifest store' },
    finding: message === null ? null : { code: 'credentials-invalid', message, from: 'C2PA manifest store' },
  };
}
