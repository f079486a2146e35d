/** What the file says, for every kind of source: the common facts in one order, those of its kind among them. */
import { useState } from 'react';
import type { RenditionId, Source } from '../../../../shared/model.ts';
import { count } from '../../../components/words.ts';
import { useExcerpts } from '../../../state/queries.ts';
import { useCaseHere } from '../../case/CaseContext.tsx';
import { CorrectedFacts } from './Corrected.tsx';
import { CredentialsFact } from './Credentials.tsx';
import { Fields } from './Fields.tsx';
import { DescriptionFact, FileFact, MailFact, RecordingFact, SoftwareFact } from './FileFacts.tsx';
import { Findings } from './Findings.tsx';
import { Alike, FoundIn, Inside, OnTheWeb, Versions } from './Kin.tsx';
import { hasPages, Pages } from './Pages.tsx';
import { AltText, ThumbnailFact, WhenAndWhere } from './PhotoOnly.tsx';
import { Regions, regionsOf } from './Regions.tsx';
import { Fact, Sheet } from './Sheet.tsx';
import { Texts } from './Texts.tsx';
import './facts.css';

interface Props {
  source: Source;
  /** The text in the reader, and the page beside it. */
  rendition: RenditionId | null;
  page: number | null;
  onText(rendition: RenditionId): void;
  onPage(page: number): void;
  onClose(): void;
}

const doubts = {
  photo:
    'A file’s own words can be set by anyone who has had it. They do not prove when, where or by whom a photo was taken, nor that it shows what is said of it.',
  other: 'A file’s own words can be set by anyone who has had it. They do not prove who wrote it, or when.',
} as const;

type Tab = 'findings' | 'fields' | 'regions';

export default function Facts(props: Props) {
  const { source, onClose } = props;
  const isPhoto = source.kind === 'photo';
  const { handle } = useCaseHere();
  const [tab, setTab] = useState<Tab>('findings');
  const marked = useExcerpts(handle, source.id).data?.excerpts ?? [];
  const fields = source.metadata.fields ?? [];
  const tabs = isPhoto && (
    <fieldset className="segments rs-tabs" aria-label="Of the file">
      {(
        [
          ['findings', 'Findings', null],
          ['fields', 'All fields', fields.length],
          ['regions', 'Regions', regionsOf(marked)],
        ] as const
      ).map(([id, word, many]) => (
        <button key={id} type="button" aria-pressed={tab === id} onClick={() => setTab(id)}>
          {word} {many !== null && <span className="muted">{count(many)}</span>}
        </button>
      ))}
    </fieldset>
  );
  return (
    <Sheet onClose={onClose} tabs={tabs}>
      {tab === 'findings' && <FindingsTab {...props} />}
      {(tab === 'fields' || (tab === 'findings' && !isPhoto)) && <Fields fields={fields} />}
      {tab === 'regions' && <Regions source={source} />}
      {tab !== 'regions' && (
        <p className="rs-not rs-doubt">
          <b className="strong">What this does not prove:</b> {isPhoto ? doubts.photo : doubts.other}
        </p>
      )}
    </Sheet>
  );
}

/** Findings first; then the common facts in one order, those of its kind among them. */
function FindingsTab({ source, rendition, page, onText, onPage }: Props) {
  const isPhoto = source.kind === 'photo';
  const { metadata } = source;
  return (
    <>
      <Findings source={source} />
      {!isPhoto && <Kin source={source} />}
      <MailFact source={source} />
      <RecordingFact source={source} />
      <WhenAndWhere source={source} />
      {!isPhoto && <CorrectedFacts source={source} />}
      {!isPhoto && <OnTheWeb source={source} />}
      <CredentialsFact found={metadata.credentials} />
      <ThumbnailFact source={source} />
      {isPhoto && <AltText source={source} />}
      {isPhoto && <Kin source={source} />}
      {isPhoto && <CorrectedFacts source={source} />}
      {isPhoto && <OnTheWeb source={source} />}
      <SoftwareFact source={source} />
      <DescriptionFact source={source} />
      {hasPages(source) && metadata.pages && (
        <Fact title="Pages" from={metadata.pages.from}>
          <Pages source={source} at={page} onPage={onPage} />
        </Fact>
      )}
      <Texts source={source} shown={rendition} onShow={onText} />
      <FileFact source={source} />
    </>
  );
}

function Kin({ source }: { source: Source }) {
  return (
    <>
      <FoundIn source={source} />
      <Inside source={source} />
      <Versions source={source} />
      <Alike source={source} />
    </>
  );
}
