/** The import screen: what is coming in, what each file became, what to look at. None of it blocks anything. */
import { Download } from 'lucide-react';
import { useState } from 'react';
import { counted } from '../../components/words.ts';
import { useCaseHere } from '../case/CaseContext.tsx';
import { BatchHead } from './BatchHead.tsx';
import { ItemsPanel } from './ItemsPanel.tsx';
import { LookPanel } from './LookPanel.tsx';
import type { Import } from './useImport.ts';
import type { ImportDoors } from './useImportDoors.tsx';
import { isGoing } from './useQueue.ts';
import './import.css';
import './screen.css';

export default function ImportView({ importing, doors }: { importing: Import; doors: ImportDoors }) {
  const { batches } = importing;
  const [chosen, setChosen] = useState<number | null>(null);
  const batch = batches.find(({ id }) => id === chosen) ?? batches.find(isGoing) ?? batches.at(-1) ?? null;
  return (
    <div className="import-screen">
      {batches.length > 1 && (
        <nav className="import-batches" aria-label="Imports">
          {batches.map((one) => (
            <button key={one.id} type="button" className="chip" aria-pressed={one.id === batch?.id} onClick={() => setChosen(one.id)}>
              <bdi>{one.title}</bdi> <span>{counted(one.total, 'file')}</span>
            </button>
          ))}
        </nav>
      )}
      {batch ? <BatchHead batch={batch} importing={importing} /> : <Door doors={doors} />}
      <div className="import-two">
        {batch ? <ItemsPanel key={batch.id} batch={batch} importing={importing} /> : <Formats />}
        <LookPanel batch={batch?.id ?? null} />
      </div>
    </div>
  );
}

function Door({ doors }: { doors: ImportDoors }) {
  const { readOnly } = useCaseHere();
  return (
    <section className="panel import-job" aria-label="Import">
      <div className="import-head">
        <Download size={17} aria-hidden="true" />
        <h2 className="grow">{readOnly ? 'This case is open read-only; nothing can be imported here.' : 'Nothing is being imported.'}</h2>
        {!readOnly && (
          <>
            <button type="button" className="btn primary" onClick={doors.pickFiles}>
              Import files…
            </button>
            <button type="button" className="btn" onClick={doors.pickFolder}>
              Import a folder…
            </button>
          </>
        )}
      </div>
    </section>
  );
}

const formats = [
  ['Saved pages', 'HTML, SingleFile, MHTML, WARC and WACZ web archives'],
  ['Documents', 'PDF (also scanned or locked), Word (DOCX), e-mail (EML) with its attachments, Markdown, plain text'],
  ['Photos', 'JPEG, PNG, WebP, TIFF, HEIC, AVIF, GIF, SVG as data'],
  ['Video and sound', 'MP4, MOV, WebM, MKV, AVI, MP3, WAV, FLAC, Ogg: kept, hashed and listed; not shown yet'],
  ['Many at once', 'Folders and ZIP archives, walked safely'],
] as const;

function Formats() {
  return (
    <section className="panel" aria-label="What can come in">
      <div className="phead">
        <h2>What can come in</h2>
      </div>
      <div className="import-formats">
        <p>Drop files or a folder anywhere in this window, or paste text with Ctrl V. Content decides what a file is, not its name.</p>
        <dl>
          {formats.map(([kind, which]) => (
            <div key={kind}>
              <dt>{kind}</dt>
              <dd>{which}</dd>
            </div>
          ))}
        </dl>
        <p className="muted">
          The bytes are copied, hashed and on disk before anything else happens to them. They are never changed, and nothing leaves this
          machine.
        </p>
      </div>
    </section>
  );
}
