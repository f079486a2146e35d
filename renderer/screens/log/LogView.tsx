/** The custody log, newest first: who did what, when, and the hash that chains it to what came before. */
import { ShieldCheck } from 'lucide-react';
import { useEffect, useMemo, useRef } from 'react';
import type { LogEntry, SourceId } from '../../../shared/model.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { Waiting } from '../../components/Waiting.tsx';
import { counted, instant } from '../../components/words.ts';
import { toFailure } from '../../state/client.tsx';
import { useClaims, useLog, useSource } from '../../state/queries.ts';
import { useCaseHere } from '../case/CaseContext.tsx';
import type { Verify } from '../case/useVerify.ts';
import { aboutOf, refsOf, sourcesOf, verbOf } from './logWords.ts';
import './log.css';

export function LogView({ verifying }: { verifying: Verify }) {
  const { handle } = useCaseHere();
  const log = useLog(handle);
  const end = useRef<HTMLLIElement>(null);
  const { hasNextPage, fetchNextPage } = log;
  // looked for anew after each page: the mark moved down with it
  const held = log.data?.pages.length;
  useEffect(() => {
    const mark = end.current;
    if (held === undefined || !mark || !hasNextPage) return;
    const seen = new IntersectionObserver(([entry]) => entry?.isIntersecting && void fetchNextPage());
    seen.observe(mark);
    return () => seen.disconnect();
  }, [hasNextPage, fetchNextPage, held]);
  const claims = useClaims(handle).data?.claims;
  const refs = useMemo(() => new Map<string, string>(claims?.map(({ claim }) => [claim.id, claim.ref])), [claims]);
  const entries = log.data?.pages.flatMap((page) => page.entries) ?? [];
  return (
    <section className="panel log" aria-label="Custody log" data-f6 tabIndex={-1}>
      <div className="phead">
        <h2>Custody log</h2>
        <span className="n cut">
          {log.data
            ? `${counted(log.data.pages[0]?.total ?? 0, 'entry', 'entries')}, newest first; each names the hash of the one before it; open one to see it whole`
            : ''}
        </span>
        <span className="grow" />
        <button type="button" className="btn small" disabled={verifying.state.at === 'running'} onClick={verifying.start}>
          <ShieldCheck size={14} aria-hidden="true" />
          Verify this case
        </button>
      </div>
      {log.error && (
        <div className="empty">
          <FormFailure failure={toFailure(log.error)} />
        </div>
      )}
      {log.isPending && <Waiting words="Reading the log" />}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard */}
      <ol className="log-list" reversed tabIndex={0} data-f6-focus aria-label="Entries">
        {entries.map((entry) => (
          <Entry key={entry.seq} entry={entry} refOf={(id) => refs.get(id)} />
        ))}
        {hasNextPage && (
          <li ref={end} className="log-more">
            Reading earlier entries…
          </li>
        )}
      </ol>
    </section>
  );
}

function Entry({ entry, refOf }: { entry: LogEntry; refOf(id: string): string | undefined }) {
  return (
    <li value={entry.seq}>
      <details className="log-entry">
        <summary>
          <span className="log-seq muted">{entry.seq}</span>
          <time className="muted" dateTime={entry.at}>
            {instant(entry.at)}
          </time>
          <span className="cut" dir="auto">
            {entry.actor.name}
          </span>
          <span className="log-what">
            <b className="strong">{verbOf(entry)}</b>{' '}
            {refsOf(entry, refOf).map((ref) => (
              <span key={ref} className="ref">
                {ref}{' '}
              </span>
            ))}
            {sourcesOf(entry).map((source) => (
              <SourceRef key={source} source={source} />
            ))}
            <span dir="auto">{aboutOf(entry)}</span>
          </span>
          <span className="mono muted log-hash">{entry.hash.slice(0, 12)}</span>
        </summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard */}
        <pre className="mono" tabIndex={0}>
          {JSON.stringify(entry, null, 2)}
        </pre>
      </details>
    </li>
  );
}

function SourceRef({ source }: { source: SourceId }) {
  const { handle } = useCaseHere();
  const ref = useSource(handle, source).data?.ref;
  return ref ? <span className="ref">{ref} </span> : null;
}
