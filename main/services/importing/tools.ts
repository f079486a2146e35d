/** What the import services are lent, and the words they share. */
import type { ImportItem, LookGroup } from '../../../shared/contract.ts';
import type { AssayError, ErrorCode } from '../../../shared/errors.ts';
import type { CaseHandle, Source, SourceId } from '../../../shared/model.ts';
import type { CaseWriter } from '../../storage/case-folder.ts';
import type { DecoderPool } from '../../workers/tasks/index.ts';
import type { Desk } from '../desk.ts';

export interface ImportTools {
  readonly desk: Desk;
  readonly pool: () => DecoderPool;
  /** Told of every source that came in, after it is durable. */
  readonly onImported?: (handle: CaseHandle, source: SourceId) => void;
  /** Sources that look alike, as groups to look at; of the given ones, or of all. */
  readonly alike?: (handle: CaseHandle, only: ReadonlySet<string> | null) => readonly LookGroup[];
}

export type Brief = NonNullable<ImportItem['source']>;
export const brief = ({ id, ref, title, kind }: Source): Brief => ({ id, ref, title, kind });

/** What a worker may see of the disk while it reads a file of this case. */
export const roomOf = (store: CaseWriter) => ({ read: store.folder, write: store.incoming });

const fatal: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['DISK_FULL', 'WRITE_FAILED', 'CASE_NOT_FOUND', 'CASE_BROKEN', 'CASE_CLOSED']);
/** Failures of the case's own place: the next file would meet the same, so the batch stops and nothing is lost. */
export const stopsAll = (error: AssayError): boolean => fatal.has(error.code);
