/** A saved page or a mail as it looked: in a frame that can neither run nor call, under a banner that says what is missing. */
import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, ShieldCheck } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { appearanceUrl } from '../../../../shared/blobs.ts';
import type { CaseHandle, Source } from '../../../../shared/model.ts';
import { Keys } from '../../../keys/Keys.tsx';
import { toFailure, useApi } from '../../../state/client.tsx';
import { adviceFor } from '../../../state/failure.ts';
import { deadWords, leftOutWords } from './leftOut.ts';
import './original.css';

interface Props {
  handle: CaseHandle;
  source: Source;
  /** The block of the text to open at. */
  block: number | null;
  onClose(): void;
}

export default function OriginalLook({ handle, source, block, onClose }: Props) {
  const api = useApi();
  const back = useRef<HTMLButtonElement>(null);
  const drawn = useQuery({
    queryKey: ['case', handle, 'text', 'appearance', source.id],
    queryFn: ({ signal }) => api.sources.appearance({ case: handle, source: source.id }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  useEffect(() => back.current?.focus(), []);
  const failure = drawn.error && toFailure(drawn.error);
  const missing = drawn.data ? leftOutWords(drawn.data.left) : [];
  const dead = drawn.data ? deadWords(drawn.data.left) : [];
  return (
    <section className="og" aria-label={`${source.ref} as it looked`}>
      <div className="og-banner">
        <button ref={back} type="button" className="btn small" onClick={onClose}>
          <ArrowLeft size={14} className="og-arrow" aria-hidden="true" />
          Back to the text <Keys of="text.appearance" />
        </button>
        <p>
          <ShieldCheck size={15} aria-hidden="true" />
          <b className="strong">As it looked.</b> Nothing in it runs or calls out.
          {missing.length > 0 && ` Left out: ${missing.join(', ')}.`}
          {dead.length > 0 && ` ${dead.join(', ')}.`}
        </p>
      </div>
      {drawn.isPending && <p className="empty">Drawing {source.ref} as it looked…</p>}
      {failure && (
        <p className="empty" role="alert">
          <b>{failure.message}</b> {adviceFor(failure)}
        </p>
      )}
      {drawn.data && (
        <iframe
          className="og-frame"
          title={`${source.ref} as it looked`}
          sandbox=""
          referrerPolicy="no-referrer"
          src={appearanceUrl(handle, source.original, block)}
        />
      )}
    </section>
  );
}
