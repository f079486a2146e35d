/** The pages of a document as small pictures; each opens beside the text. */
import { useState } from 'react';
import { pageUrl } from '../../../../shared/blobs.ts';
import type { Source } from '../../../../shared/model.ts';
import { counted } from '../../../components/words.ts';
import { useCaseHere } from '../../case/CaseContext.tsx';

const step = 24;

interface Props {
  source: Source;
  /** The page that stands beside the text. */
  at: number | null;
  first?: number;
  onPage(page: number): void;
}

/** Only documents whose pages this installation can draw: PDFs that are not locked. */
export const hasPages = ({ mediaType, reading }: Source): boolean => mediaType === 'application/pdf' && reading !== 'locked';

/** Its text was read with the password, which is not kept: so its pages cannot be drawn later. */
export const isEncrypted = ({ metadata }: Source): boolean =>
  (metadata.fields ?? []).some(({ group, name }) => group === 'PDF' && name === 'encryption');

export function Pages({ source, at, first = 8, onPage }: Props) {
  const total = source.metadata.pages?.value ?? 0;
  const [most, setMost] = useState(first);
  if (total === 0 || !hasPages(source)) return null;
  return (
    <>
      <ol className="rs-pages">
        {Array.from({ length: Math.min(total, most) }, (_, index) => index + 1).map((page) => (
          <li key={page}>
            <Page source={source} page={page} isOpen={page === at} onOpen={() => onPage(page)} />
          </li>
        ))}
      </ol>
      {total > most && (
        <button type="button" className="btn small" onClick={() => setMost(most + step)}>
          More of {counted(total, 'page')}
        </button>
      )}
    </>
  );
}

function Page({ source, page, isOpen, onOpen }: { source: Source; page: number; isOpen: boolean; onOpen(): void }) {
  const { handle } = useCaseHere();
  const [failed, setFailed] = useState(false);
  return (
    <button type="button" aria-pressed={isOpen} disabled={failed} onClick={onOpen} aria-label={`Page ${page}, as a picture`}>
      {failed ? (
        <span className="rs-page-none">{isEncrypted(source) ? 'needs its password' : 'cannot be drawn'}</span>
      ) : (
        <img
          src={pageUrl(handle, source.original, page, 'thumbnail')}
          alt=""
          loading="lazy"
          decoding="async"
          onError={() => setFailed(true)}
        />
      )}
      <span>{page}</span>
    </button>
  );
}
