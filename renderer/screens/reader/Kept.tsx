/** What stands in the reader where there is no text to read: a locked document, scanned pages, an archive, a recording. */
import { Archive, AudioLines, FileLock2, type LucideIcon, ScanText, TextSelect, Video } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Source } from '../../../shared/model.ts';
import { kindWords } from '../../components/SourceIcon.tsx';
import { bytes, counted, instant } from '../../components/words.ts';
import { useCaseHere } from '../case/CaseContext.tsx';
import { PagesToTake } from '../import/PagesToTake.tsx';
import { Unlock } from '../import/Unlock.tsx';
import { Fields } from './facts/Fields.tsx';
import { recordingLines } from './facts/factWords.ts';
import { RowsInside, useInside } from './facts/Kin.tsx';
import { hasPages, Pages } from './facts/Pages.tsx';
import { Lines } from './facts/Sheet.tsx';
import { ReadByMachine } from './ReadByMachine.tsx';
import '../import/screen.css';
import './facts/facts.css';

interface Props {
  source: Source;
  page: number | null;
  onPage(page: number): void;
}

export default function Kept({ source, page, onPage }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard
    <section className="kept" tabIndex={0} data-f6-focus aria-label={`What is kept of ${source.ref}`}>
      {source.reading === 'locked' ? (
        <Locked source={source} />
      ) : source.kind === 'recording' ? (
        <Recording source={source} />
      ) : source.kind === 'archive' ? (
        <AnArchive source={source} />
      ) : (
        <Wordless source={source} page={page} onPage={onPage} />
      )}
      <p className="muted small">
        The original, {bytes(source.size)}, is kept as it came and imported {instant(source.provenance.importedAt)}.{' '}
        <span className="mono wrap">sha256 {source.original}</span>
      </p>
    </section>
  );
}

function Lead({ icon: Icon, title, children }: { icon: LucideIcon; title: string; children: ReactNode }) {
  return (
    <div className="kept-lead">
      <Icon size={22} aria-hidden="true" />
      <div>
        <h3>{title}</h3>
        <p>{children}</p>
      </div>
    </div>
  );
}

function Locked({ source }: { source: Source }) {
  const { readOnly } = useCaseHere();
  return (
    <>
      <Lead icon={FileLock2} title="Locked with a password">
        The file is here whole, and its hash stands in the log. Its text can be read once the password is given
        {readOnly ? '; this case is open read-only, so not here.' : '.'}
      </Lead>
      {!readOnly && <Unlock source={source.id} name={source.title} />}
    </>
  );
}

function Recording({ source }: { source: Source }) {
  const { recording, fields = [] } = source.metadata;
  const isSound = source.mediaType.startsWith('audio/');
  return (
    <>
      <Lead icon={isSound ? AudioLines : Video} title={`${kindWords(source)}: kept, hashed and listed; not shown in this version`}>
        Play the file you imported in a program of your choice. What it says of itself stands here.
      </Lead>
      {recording && <Lines lines={recordingLines(recording.value)} />}
      <Fields fields={fields} />
    </>
  );
}

function AnArchive({ source }: { source: Source }) {
  const { readOnly } = useCaseHere();
  const inside = useInside(source.id);
  const { description } = source.metadata;
  return (
    <>
      <Lead icon={Archive} title={`${kindWords(source)}, kept whole`}>
        {description?.value ?? 'What you take out of it becomes a source of its own that points to its place in here.'}
      </Lead>
      {!readOnly && <PagesToTake source={source.id} name={source.title} />}
      <section className="kept-inside" aria-label="Found inside it">
        <h4>{inside.data && inside.data.total > 0 ? `${counted(inside.data.total, 'source')} taken out of it` : 'Taken out of it'}</h4>
        {inside.data && <RowsInside rows={inside.data.rows} total={inside.data.total} none="Nothing yet." />}
      </section>
    </>
  );
}

function Wordless({ source, page, onPage }: Props) {
  const { handle } = useCaseHere();
  const isScan = hasPages(source);
  if (!isScan)
    return (
      <Lead icon={TextSelect} title="No words were found in this file">
        Its original is kept as it is.
      </Lead>
    );
  return (
    <>
      <Lead icon={ScanText} title="Its pages are pictures without a text of their own">
        A machine can read them here, offline. What it reads is a text of its own, marked as machine-read, to be compared with the pages.
      </Lead>
      <ReadByMachine handle={handle} source={source.id} />
      <Pages source={source} at={page} first={24} onPage={onPage} />
    </>
  );
}
