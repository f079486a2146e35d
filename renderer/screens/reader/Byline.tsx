/** What stands over an article: who published it, when, what the file is; and what to be careful about. */
import { Clock, Fingerprint, Newspaper, TriangleAlert, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Source, SourceId } from '../../../shared/model.ts';
import type { StrayExcerpt } from '../../annotate/marks.ts';
import { counted, edtf, instant } from '../../components/words.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import { SourceLinkTo } from './facts/SourceLink.tsx';

/** What of a source is shown: a person's correction first, else what the file says. */
function shownOf({ corrections, metadata }: Source) {
  return {
    publisher: corrections.publisher ?? metadata.publisher?.value ?? '',
    authors: corrections.authors ?? metadata.authors?.value ?? [],
    published: corrections.published ?? metadata.published?.value ?? '',
    url: corrections.url ?? metadata.canonicalUrl?.value ?? '',
  };
}

export function Byline({
  source,
  stray,
  onChoose,
}: {
  source: Source;
  stray: readonly StrayExcerpt[];
  onChoose(stray: StrayExcerpt): void;
}) {
  const { publisher, authors, published } = shownOf(source);
  const { encoding } = source.metadata;
  const { within } = source.provenance;
  return (
    <div className="rd-byline">
      {publisher && <Fact icon={<Newspaper size={13} aria-hidden="true" />} what="Publisher" is={publisher} />}
      {authors.length > 0 && <Fact icon={<UserRound size={13} aria-hidden="true" />} what="By" is={authors.join(', ')} />}
      <Fact icon={<Clock size={13} aria-hidden="true" />} what="Published" is={published ? edtf(published) : 'no date in the file'} />
      <span title={`SHA-256 ${source.original}`}>
        <Fingerprint size={13} aria-hidden="true" />
        <bdi>
          imported {instant(source.provenance.importedAt)} · sha256 {source.original.slice(0, 8)}…
        </bdi>
      </span>
      {encoding && !/^(?:utf-?8|us-ascii)$/i.test(encoding.value) && (
        <span>
          read as {encoding.value} ({encoding.from})
        </span>
      )}
      {within && (
        <span>
          found in <SourceLinkTo source={within.source} />
        </span>
      )}
      {source.versionOf && <VersionOf source={source} former={source.versionOf} />}
      {stray.length > 0 && (
        <div className="rd-warning">
          <TriangleAlert size={15} aria-hidden="true" />
          <span>{counted(stray.length, 'excerpt does', 'excerpts do')} not stand in this text as marked:</span>
          {stray.map((one) => (
            <button key={one.excerpt.id} type="button" className="btn small" onClick={() => onChoose(one)}>
              {one.excerpt.ref} {one.state === 'altered' ? 'altered' : 'made on another text'}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

function VersionOf({ source, former }: { source: Source; former: SourceId }) {
  const store = useSelectionStore();
  return (
    <span>
      other bytes from the address of <SourceLinkTo source={former} short />
      <button type="button" className="btn small" onClick={() => store.compare(former, source.id)}>
        Compare
      </button>
    </span>
  );
}

function Fact({ icon, what, is }: { icon: ReactNode; what: string; is: string }) {
  return (
    <span>
      {icon}
      <span className="vh">{what}: </span>
      <bdi>{is}</bdi>
    </span>
  );
}
