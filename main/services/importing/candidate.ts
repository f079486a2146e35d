/** A file on its way into the case, with all that the log will say of where it came from. */
import type { AssayError } from '../../../shared/errors.ts';
import type { Actor, Finding, Instant, Metadata, Provenance, Sha256, Source, SourceId } from '../../../shared/model.ts';
import type { Decoded, PartInfo } from '../../formats/format.ts';
import type { Taken } from '../../storage/objects.ts';
import type { Staged } from '../../workers/task.ts';
import { safeName } from '../names.ts';
import { program } from '../program.ts';

export interface Candidate {
  /** For the eye, made safe. */
  readonly shown: string;
  readonly name: string;
  readonly modifiedAt: Instant | null;
  readonly url: string | null;
  /** The source that holds it, and what that says of it. */
  readonly holder: SourceId | null;
  readonly part: PartInfo | null;
  readonly claimedAt: Instant | null;
  /** Being read when the program ended: its bytes may be in the case already, from this very file. */
  readonly recovered: boolean;
}

/** Bytes that wait for their name, and what will name them. */
export interface StoredText {
  readonly sha256: Sha256;
  readonly taken: Taken | null;
}

export type Prepared =
  | {
      readonly kind: 'decoded';
      readonly from: Candidate;
      readonly taken: Taken;
      readonly decoded: Decoded;
      readonly staged: readonly Staged[];
      readonly rendition: StoredText | null;
      readonly layout: StoredText | null;
    }
  | { readonly kind: 'duplicate'; readonly from: Candidate; readonly taken: Taken; readonly source: Source }
  | { readonly kind: 'failed'; readonly from: Candidate; readonly error: AssayError };

export function provenanceOf(from: Candidate, at: Instant, actor: Actor): Provenance {
  return {
    fileName: safeName(from.name),
    fileModifiedAt: from.modifiedAt,
    url: from.url,
    importedAt: at,
    importedBy: actor,
    program,
    ...(from.holder === null || from.part === null
      ? {}
      : {
          within: {
            source: from.holder,
            path: safeName(from.part.path),
            ...(from.part.digest === undefined ? {} : { digest: from.part.digest }),
          },
        }),
  };
}

/** Whether a source is what this very file became before the program ended. */
export function becameThis({ provenance }: Source, from: Candidate): boolean {
  if (!from.recovered || from.claimedAt === null) return false;
  return provenance.importedAt >= from.claimedAt && sameFile(provenance, from);
}

/** Whether an import was of this very file, as far as its name, its time and its holder tell. */
export function sameFile(provenance: Provenance, from: Candidate): boolean {
  return (
    provenance.fileName === safeName(from.name) &&
    provenance.fileModifiedAt === from.modifiedAt &&
    (provenance.within?.source ?? null) === from.holder &&
    (provenance.within?.path ?? null) === (from.holder === null || from.part === null ? null : safeName(from.part.path))
  );
}

/** What the codec said, with what only the container and the name can tell. */
export function metadataOf(metadata: Metadata, { name, part }: Candidate): Metadata {
  const found: Finding[] = [...(metadata.findings ?? [])];
  const lacks = (code: Finding['code']): boolean => found.every((finding) => finding.code !== code);
  const safe = safeName(name);
  if (safe !== name && lacks('unsafe-name'))
    found.push({
      code: 'unsafe-name',
      message: `Its name holds characters that can hide what it is; it is shown as ${safe}.`,
      from: 'file name',
    });
  if (part?.digest?.state === 'differs' && lacks('digest-differs'))
    found.push({
      code: 'digest-differs',
      message: 'What holds it carries a digest of it, and its bytes do not agree with that.',
      from: part.digest.written,
    });
  return {
    ...metadata,
    ...(metadata.fetched === undefined && part?.fetched !== undefined
      ? { fetched: { value: part.fetched, from: `record ${safeName(part.path)}` } }
      : {}),
    ...(found.length > 0 ? { findings: found } : {}),
  };
}
