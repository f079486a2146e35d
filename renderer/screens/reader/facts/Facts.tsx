/** What the file says, for every kind of source: the common facts in one order, those of its kind among them. */
import type { RenditionId, Source } from '../../../../shared/model.ts';
import { CorrectedFacts } from './Corrected.tsx';
import { CredentialsFact } from './Credentials.tsx';
import { Fields } from './Fields.tsx';
import { DescriptionFact, FileFact, MailFact, RecordingFact, SoftwareFact } from './FileFacts.tsx';
import { Findings } from './Findings.tsx';
import { Alike, FoundIn, Inside, OnTheWeb, Versions } from './Kin.tsx';
import { hasPages, Pages } from './Pages.tsx';
import { AltText, ThumbnailFact, WhenAndWhere } from './PhotoOnly.tsx';
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

export default function Facts({ source, rendition, page, onText, onPage, onClose }: Props) {
  const isPhoto = source.kind === 'photo';
  const { metadata } = source;
  return (
    <Sheet onClose={onClose}>
      <Findings source={source} />
      {isPhoto && <AltText source={source} />}
      <FoundIn source={source} />
      <Inside source={source} />
      <Versions source={source} />
      <Alike source={source} />
      <MailFact source={source} />
      <RecordingFact source={source} />
      <WhenAndWhere source={source} />
      <CorrectedFacts source={source} />
      <OnTheWeb source={source} />
      <CredentialsFact found={metadata.credentials} />
      <ThumbnailFact source={source} />
      <SoftwareFact source={source} />
      <DescriptionFact source={source} />
      {hasPages(source) && metadata.pages && (
        <Fact title="Pages" from={metadata.pages.from}>
          <Pages source={source} at={page} onPage={onPage} />
        </Fact>
      )}
      <Texts source={source} shown={rendition} onShow={onText} />
      <FileFact source={source} />
      <Fields fields={metadata.fields ?? []} />
      <p className="muted small">
        {isPhoto
          ? 'A file’s own words can be set by anyone who has had it. They do not prove when, where or by whom a photo was taken.'
          : 'A file’s own words can be set by anyone who has had it. They do not prove who wrote it, or when.'}
      </p>
    </Sheet>
  );
}
