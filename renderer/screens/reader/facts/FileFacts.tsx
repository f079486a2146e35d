/** The file itself: name, size, hash, when and by whom it came in; the programs that wrote it; a mail's header; a recording. */
import type { Source } from '../../../../shared/model.ts';
import { kindWords } from '../../../components/SourceIcon.tsx';
import { bytes, counted, instant } from '../../../components/words.ts';
import { mailLines, recordingLines } from './factWords.ts';
import { Fact, Lines, Nothing } from './Sheet.tsx';

export function FileFact({ source }: { source: Source }) {
  const { provenance, photo, metadata, mediaType } = source;
  const { encoding, language, pages } = metadata;
  return (
    <Fact title="File" from={mediaType}>
      <p className="wrap">
        <bdi>{provenance.fileName}</bdi>, {bytes(source.size)}
      </p>
      {photo && (
        <small>
          {photo.width} × {photo.height} px{photo.orientation === 1 ? '' : `, turned upright (orientation ${photo.orientation})`}
        </small>
      )}
      {pages && (
        <small>
          {counted(pages.value, 'page')} ({pages.from})
        </small>
      )}
      {language && (
        <small>
          language {language.value} ({language.from})
        </small>
      )}
      {encoding && (
        <small>
          read as {encoding.value} ({encoding.from})
        </small>
      )}
      {provenance.fileModifiedAt && <small>last changed {instant(provenance.fileModifiedAt)}, by the file system it came from</small>}
      <small>
        imported {instant(provenance.importedAt)} by {provenance.importedBy.name}
      </small>
      <small className="mono wrap">sha256 {source.original}</small>
    </Fact>
  );
}

export function SoftwareFact({ source }: { source: Source }) {
  const { software } = source.metadata;
  if (!software || software.value.length === 0) return null;
  return (
    <Fact title="Programs" from={software.from}>
      <ul>
        {software.value.map((name) => (
          <li key={name} className="wrap" dir="auto">
            {name}
          </li>
        ))}
      </ul>
    </Fact>
  );
}

export function MailFact({ source }: { source: Source }) {
  const { mail } = source.metadata;
  if (!mail) return null;
  return (
    <Fact title="Mail header" from={mail.from}>
      <Lines lines={mailLines(mail.value)} />
      <small>Anyone can write anything into these lines; a mail server may have checked some of them.</small>
    </Fact>
  );
}

export function RecordingFact({ source }: { source: Source }) {
  const { recording } = source.metadata;
  if (source.kind !== 'recording') return null;
  return (
    <Fact title={kindWords({ ...source, reading: 'read' })} from={recording?.from}>
      {recording ? <Lines lines={recordingLines(recording.value)} /> : <Nothing />}
    </Fact>
  );
}

export function DescriptionFact({ source }: { source: Source }) {
  const { description } = source.metadata;
  if (!description) return null;
  return (
    <Fact title="Described as" from={description.from}>
      <p className="wrap" dir="auto">
        {description.value}
      </p>
    </Fact>
  );
}
