/** What came of an export or a check: stays until dismissed, in nobody's way. */
import { Check, CircleAlert, CircleCheck, Copy, X } from 'lucide-react';
import { useState } from 'react';
import { bytes, count, counted } from '../../components/words.ts';
import { RunningStrip } from './RunningStrip.tsx';
import type { Export } from './useExport.ts';
import type { Verify } from './useVerify.ts';

export function ExportStrip({ exporting }: { exporting: Export }) {
  const { state, dismiss } = exporting;
  if (state.at !== 'done') return null;
  const { place, pages, bytes: size, sha256, head } = state.result;
  return (
    <section className="strip" role="status" aria-label="Report exported">
      <CircleCheck size={18} aria-hidden="true" className="strip-icon" />
      <div className="grow">
        <p>
          <b className="strong">The report is saved.</b> {counted(pages, 'page')}, {bytes(size)}.
        </p>
        <dl className="facts-list">
          <dt>Where</dt>
          <dd className="mono wrap" dir="ltr">
            {place}
          </dd>
          <dt>SHA-256</dt>
          <dd className="mono wrap">
            {sha256} <CopyButton text={sha256} what="SHA-256" />
          </dd>
          <dt>Shows</dt>
          <dd>
            the case as of log head <span className="mono">{head.slice(0, 12)}</span>; the same case gives the same bytes
          </dd>
        </dl>
      </div>
      <Dismiss onClick={dismiss} />
    </section>
  );
}

/** What each check of the workbench looks at. A check of a later version keeps its own name. */
const checkWords: Readonly<Record<string, string>> = {
  database: 'Database sound',
  log: 'Log entries chained',
  replay: 'Tables as the log says',
  tables: 'Tables as the log says',
  originals: 'Originals as hashed',
  renditions: 'Texts as extracted',
  excerpts: 'Excerpts at their place',
};

export function VerifyStrip({ verifying }: { verifying: Verify }) {
  const { state, cancel, dismiss } = verifying;
  if (state.at === 'idle') return null;
  if (state.at === 'running') {
    const { progress } = state;
    return (
      <RunningStrip
        label="Verifying the case"
        doing="Verifying."
        progress={progress}
        words={progress && `${checkWords[progress.phase] ?? progress.phase}: ${count(progress.done)} of ${count(progress.total)}`}
        onCancel={cancel}
      />
    );
  }
  const { ok, checked, findings, head, entries } = state.result;
  return (
    <section className="strip" role={ok ? 'status' : 'alert'} aria-label="Result of the check" data-tone={ok ? undefined : 'alarm'}>
      {ok ? (
        <CircleCheck size={18} aria-hidden="true" className="strip-icon" />
      ) : (
        <CircleAlert size={18} aria-hidden="true" className="strip-icon" />
      )}
      <div className="grow">
        <p>
          <b className="strong">{ok ? 'All holds.' : `${counted(findings.length, 'finding')}.`}</b> Log of{' '}
          {counted(entries, 'entry', 'entries')}, head <span className="mono">{head.slice(0, 12)}</span>.
        </p>
        <ul className="checks">
          {checked.map((one) => (
            <li key={one.check}>
              {one.ok ? <Check size={13} aria-hidden="true" /> : <CircleAlert size={13} aria-hidden="true" className="alarm" />}
              {checkWords[one.check] ?? one.check}{' '}
              <span className="muted">{one.ok ? count(one.count) : `${count(one.count)}, not all hold`}</span>
            </li>
          ))}
        </ul>
        {findings.length > 0 && (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard
          <ul className="findings" tabIndex={0} aria-label="Findings">
            {findings.map((finding) => (
              <li key={`${finding.check} ${finding.subject} ${finding.message}`}>
                <b className="strong wrap">{finding.subject}</b> {finding.message} <span className="muted">({finding.check})</span>
              </li>
            ))}
          </ul>
        )}
      </div>
      <Dismiss onClick={dismiss} />
    </section>
  );
}

function Dismiss({ onClick }: { onClick(): void }) {
  return (
    <button type="button" className="icon small" aria-label="Dismiss" onClick={onClick}>
      <X size={15} aria-hidden="true" />
    </button>
  );
}

function CopyButton({ text, what }: { text: string; what: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(text);
    setCopied(true);
  };
  return (
    <button type="button" className="icon small inline" aria-label={copied ? `${what} copied` : `Copy ${what}`} onClick={() => void copy()}>
      {copied ? <Check size={13} aria-hidden="true" /> : <Copy size={13} aria-hidden="true" />}
    </button>
  );
}
