/** The import screen: what is coming in, what each file became, what to look at. None of it blocks anything. */
import { Download, FileInput, FolderInput, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { LookCode } from '../../../shared/contract.ts';
import type { SourceId } from '../../../shared/model.ts';
import { useShortcuts } from '../../components/useShortcuts.ts';
import { counted } from '../../components/words.ts';
import { Keys } from '../../keys/Keys.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import type { Asked } from './asked.ts';
import { BatchHead } from './BatchHead.tsx';
import { Boxed } from './FileName.tsx';
import { Handing, RefusedList } from './Handing.tsx';
import { ItemsPanel } from './ItemsPanel.tsx';
import { LookPanel } from './LookPanel.tsx';
import type { Import } from './useImport.ts';
import type { ImportDoors } from './useImportDoors.tsx';
import { isGoing } from './useQueue.ts';
import './import.css';
import './screen.css';

export default function ImportView({ importing, doors }: { importing: Import; doors: ImportDoors }) {
  const { batches, handing, refused, note } = importing;
  const { readOnly } = useCaseHere();
  const [chosen, setChosen] = useState<number | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const batch = batches.find(({ id }) => id === chosen) ?? batches.find(isGoing) ?? batches.at(-1) ?? null;
  const ask = (code: LookCode, source: SourceId) => setAsked((before) => ({ code, source, nonce: (before?.nonce ?? 0) + 1 }));
  useShortcuts(readOnly ? {} : { 'import.files': doors.pickFiles });
  return (
    <div className="import-screen">
      <div className="import-top">
        {note !== undefined && (
          <p className="banner" role="status">
            <TriangleAlert size={15} aria-hidden="true" />
            {note}
          </p>
        )}
        {(handing || refused.length > 0) && (
          <section className="panel import-job" aria-label="On the way in">
            <Handing importing={importing} />
            <RefusedList importing={importing} />
          </section>
        )}
        {batches.length > 1 && (
          <nav className="import-batches" aria-label="Imports">
            {batches.map((one) => (
              <button key={one.id} type="button" className="chip" aria-pressed={one.id === batch?.id} onClick={() => setChosen(one.id)}>
                <bdi className="cut">
                  <Boxed text={one.title} />
                </bdi>{' '}
                <span>{counted(one.total, 'file')}</span>
              </button>
            ))}
          </nav>
        )}
        {batch && <BatchHead key={batch.id} batch={batch} importing={importing} />}
      </div>
      <div className="import-two">
        {batch ? <ItemsPanel key={batch.id} batch={batch} importing={importing} onAsk={ask} /> : <Door doors={doors} />}
        <LookPanel batch={batch?.id ?? null} asked={asked} />
      </div>
    </div>
  );
}

const formats = [
  ['Saved pages', 'HTML, SingleFile, MHTML; WARC and WACZ web archives, of which you choose the pages'],
  ['Documents', 'PDF (also scanned or locked), Word (DOCX), e-mail (EML) with its attachments, Markdown, plain text'],
  ['Photos', 'JPEG, PNG, WebP, TIFF, HEIC, AVIF, GIF; SVG as data'],
  ['Video and sound', 'MP4, MOV, WebM, MKV, AVI, MP3, WAV, FLAC, Ogg: kept, hashed and listed; not shown yet'],
  ['Many at once', 'Folders and ZIP archives, walked safely'],
] as const;

/** Nothing is coming in: how something does, and what may. */
function Door({ doors }: { doors: ImportDoors }) {
  const { readOnly } = useCaseHere();
  return (
    <section className="panel import-door" aria-label="What can come in" data-f6 tabIndex={-1}>
      <div className="import-drop" data-open={!readOnly || undefined}>
        <Download size={26} aria-hidden="true" />
        <h2>{readOnly ? 'This case is open read-only' : 'Drop files or a folder here'}</h2>
        <p className="muted">
          {readOnly
            ? 'Nothing can be imported into it from this window.'
            : 'Anywhere in this window will do. Ctrl V takes what is on the clipboard.'}
        </p>
        {!readOnly && (
          <p className="import-doors">
            <button type="button" className="btn primary" onClick={doors.pickFiles} data-f6-focus>
              <FileInput size={15} aria-hidden="true" />
              Import files… <Keys of="import.files" />
            </button>
            <button type="button" className="btn" onClick={doors.pickFolder}>
              <FolderInput size={15} aria-hidden="true" />
              Import a folder…
            </button>
          </p>
        )}
      </div>
      {!readOnly && <Formats />}
    </section>
  );
}

function Formats() {
  return (
    <>
      <dl className="import-formats">
        {formats.map(([kind, which]) => (
          <div key={kind}>
            <dt>{kind}</dt>
            <dd>{which}</dd>
          </div>
        ))}
      </dl>
      <p className="muted import-vow">
        Content decides what a file is, not its name. The bytes are copied, hashed and on disk before anything else happens to them; they
        are never changed, and nothing leaves this machine.
      </p>
    </>
  );
}
