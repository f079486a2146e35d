/** The reader: one source of any kind, with its marks, the excerpt that is chosen in it, and what its file says. */
import { Info, RotateCw } from 'lucide-react';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import { thumbnailUrl } from '../../../shared/blobs.ts';
import type { Excerpt, ExcerptId, Link, RenditionId, Source, Stance } from '../../../shared/model.ts';
import { claimsById, parseRegion } from '../../annotate/marks.ts';
import { CoveredStage } from '../../components/Covered.tsx';
import { CoverMenu } from '../../components/CoverMenu.tsx';
import { SourceIcon } from '../../components/SourceIcon.tsx';
import { useShortcuts } from '../../components/useShortcuts.ts';
import { counted } from '../../components/words.ts';
import { Keys } from '../../keys/Keys.tsx';
import { toFailure } from '../../state/client.tsx';
import { adviceFor } from '../../state/failure.ts';
import { useClaims, useExcerpts, useSource } from '../../state/queries.ts';
import { useSelection, useSelectionStore } from '../../state/selection.tsx';
import { ExcerptStates, StatesHint } from '../decisions/states.tsx';
import { TriageMenu } from '../evidence/TriageMenu.tsx';
import { ArticleView } from './ArticleView.tsx';
import { Beside } from './Beside.tsx';
import { ExcerptCard } from './ExcerptCard.tsx';
import { useRenditions } from './facts/Texts.tsx';
import { MachineBanner } from './MachineBanner.tsx';
import { PagesOrText } from './pdf/PagesOrText.tsx';
import { usePaper } from './pdf/usePaper.ts';
import { type ReaderPaneProps, subjectOf } from './subject.ts';
import { useAnnounce } from './useAnnounce.tsx';
import { useLinking } from './useLinking.ts';
import { useText, useUnsure } from './useText.ts';
import type { ViewProps } from './viewProps.ts';
import '../../annotate/annotate.css';
import './reader.css';
import './beside.css';

const PhotoView = lazy(async () => ({ default: (await import('./PhotoView.tsx')).PhotoView }));
const PdfView = lazy(async () => ({ default: (await import('./pdf/PdfView.tsx')).PdfView }));
const Facts = lazy(() => import('./facts/Facts.tsx'));
const Kept = lazy(() => import('./Kept.tsx'));

export function ReaderPane(props: ReaderPaneProps) {
  const source = useSource(props.handle, props.source);
  const store = useSelectionStore();
  // Stays open from source to source: a person looks through several
  const facts = useSelection((now) => now.facts);
  const toggle = useCallback(() => store.set({ facts: !store.get().facts }), [store]);
  useShortcuts({ 'reader.facts': toggle });
  if (source.data)
    return (
      <ExcerptStates source={props.source}>
        <OpenSource key={props.source} {...props} about={source.data} facts={facts} onFacts={toggle} />
      </ExcerptStates>
    );
  return (
    <div className="panel rd">
      {source.isError ? (
        <Broken error={source.error} onRetry={() => void source.refetch()} />
      ) : (
        <p className="empty">Opening the source…</p>
      )}
    </div>
  );
}

const noExcerpts: readonly Excerpt[] = [];
const noLinks: readonly Link[] = [];
const textOf = (excerpt: Excerpt | null): RenditionId | null => (excerpt?.anchor.kind === 'text' ? excerpt.anchor.rendition : null);

interface OpenProps extends ReaderPaneProps {
  about: Source;
  facts: boolean;
  onFacts(): void;
}

function OpenSource({ handle, readOnly, source, about, activeClaim, focus, facts, onFacts, ...props }: OpenProps) {
  const { onNewClaim, onExcerptChosen, onFailure } = props;
  const isPhoto = about.kind === 'photo';
  const marked = useExcerpts(handle, source);
  const claimRows = useClaims(handle);
  const claims = useMemo(() => claimsById(claimRows.data?.claims ?? []), [claimRows.data]);
  const { announce, voice } = useAnnounce();
  const linking = useLinking({ handle, source, activeClaim, onNewClaim, onFailure, announce });
  const [chosen, setChosen] = useState<ExcerptId | null>(focus?.excerpt ?? null);
  const [reveals, setReveals] = useState(0);
  const [asked, setAsked] = useState(focus?.nonce ?? 0);
  const [picked, setPicked] = useState<RenditionId | 'photo' | null>(null);
  const [page, setPage] = useState<number | null>(null);
  const excerpts = marked.data?.excerpts ?? noExcerpts;
  const links = marked.data?.links ?? noLinks;
  const chosenExcerpt = excerpts.find(({ id, retracted }) => id === chosen && !retracted) ?? null;

  // The text that a person picked; else that of the chosen excerpt; else the current one, or of a photo the photo itself
  const wanted = picked === 'photo' ? null : (picked ?? textOf(chosenExcerpt));
  const hasText = wanted !== null || (!isPhoto && about.rendition !== null);
  const text = useText(handle, source, wanted, hasText);
  const shown = hasText ? (text.data ?? null) : null;
  const isMachineRead = shown?.kind === 'machine-read';
  const unsure = useUnsure(handle, isMachineRead ? shown.rendition : null);
  const confidence = useRenditions(about).find(({ id }) => id === shown?.rendition)?.confidence ?? null;
  const isWordless = !isPhoto && (about.rendition === null || shown?.body.blocks.length === 0);
  const paper = usePaper(handle, about, shown?.rendition ?? null, isPageRegion(chosenExcerpt));
  const asPages = paper.state === 'pages';
  const canBeside = !asPages && (isPhoto || paper.canDraw);
  const besides = asPages ? null : page;
  const { goTo } = paper;
  const onPage = useCallback((next: number) => (asPages ? goTo(next) : setPage(next)), [asPages, goTo]);

  if (focus && focus.nonce > asked) {
    setAsked(focus.nonce);
    setChosen(focus.excerpt);
    setPicked(null);
    setReveals(reveals + 1);
  }

  const onChoose = useCallback(
    (excerpt: Excerpt, reveal: boolean) => {
      setChosen(excerpt.id);
      setPicked(textOf(excerpt));
      const quad = excerpt.anchor.kind === 'text' ? excerpt.anchor.quads?.[0] : undefined;
      if (quad) setPage((open) => (open === null ? null : quad.page));
      if (reveal) setReveals((count) => count + 1);
      announce(`${excerpt.ref}, ${excerpt.place}${excerpt.quote ? `: ${excerpt.quote}` : ''}`);
      onExcerptChosen(
        excerpt.id,
        links.filter((link) => link.excerpt === excerpt.id && !link.retracted).map((link) => link.claim),
      );
    },
    [links, announce, onExcerptChosen],
  );
  const onLinkChosen = (stance: Stance): void => {
    const subject = chosenExcerpt && subjectOf(chosenExcerpt, parseRegion(chosenExcerpt));
    if (!chosenExcerpt || !subject) return;
    const same = links.some(
      (link) => link.excerpt === chosenExcerpt.id && link.claim === activeClaim?.id && link.stance === stance && !link.retracted,
    );
    if (same) announce(`${chosenExcerpt.ref} is linked to ${activeClaim?.ref} in this way already.`);
    else linking.linkExcerpt(chosenExcerpt, subject, stance);
  };

  const letGo = (): void => {
    setPicked(wanted ?? (isPhoto ? 'photo' : null));
    setChosen(null);
    onExcerptChosen(null, []);
  };

  const view: ViewProps = {
    handle,
    excerpts,
    links,
    claims,
    activeClaim,
    readOnly,
    chosen: chosenExcerpt?.id ?? null,
    reveals,
    linking,
    announce,
    onChoose,
    onLinkChosen,
  };
  const failed = [text, marked, claimRows].find((query) => query.isError);
  const standing = excerpts.filter(({ retracted }) => !retracted).length;
  return (
    <div className="panel rd">
      <header className="phead">
        <span className="rd-kind">
          <SourceIcon source={about} size={15} />
        </span>
        <span className="ref">{about.ref}</span>
        <h2 className="cut" dir="auto">
          {about.title}
        </h2>
        <span className="grow" />
        <StatesHint source={source} />
        <span className="n">{marked.data ? counted(standing, 'excerpt') : 'reading the excerpts…'}</span>
        {isPhoto && <CoverMenu source={about} readOnly={readOnly} />}
        <TriageMenu source={about} />
        {isPhoto && <PhotoOrText about={about} shown={wanted} onShow={setPicked} />}
        {paper.isPaper && (
          <PagesOrText
            paper={paper}
            onShow={(next) => {
              // A region stands on pages only: with it chosen there would be no way to the text
              if (next === 'text' && isPageRegion(chosenExcerpt)) letGo();
              paper.show(next);
            }}
          />
        )}
        <button type="button" className="btn small" aria-expanded={facts} onClick={onFacts}>
          <Info size={13} aria-hidden="true" />
          <span className="rd-facts-word">What the file says</span> <Keys of="reader.facts" />
        </button>
      </header>
      <div className="rd-body">
        <div className="rd-main">
          {failed && <Broken error={failed.error} onRetry={() => void failed.refetch()} />}
          {paper.because !== null && (
            <p className="mr-banner" role="note">
              {paper.because}
            </p>
          )}
          {isMachineRead && (
            <MachineBanner
              confidence={confidence}
              isBeside={besides !== null}
              onBeside={canBeside ? () => setPage(page === null ? (chosenPage(chosenExcerpt) ?? 1) : null) : null}
            />
          )}
          {hasText && !shown && !text.isError && <p className="empty">Reading the text of {about.ref}…</p>}
          <div className="rd-two" data-beside={besides !== null || undefined}>
            {paper.state === 'opening' && <p className="empty">Opening the pages of {about.ref}…</p>}
            {asPages && shown && paper.pages && (
              <Suspense fallback={<p className="empty">Opening the pages of {about.ref}…</p>}>
                <PdfView
                  {...view}
                  source={about}
                  rendition={shown.rendition}
                  body={shown.body}
                  pages={paper.pages}
                  asked={paper.asked}
                  onPage={paper.seen}
                  onText={() => paper.show('text')}
                />
              </Suspense>
            )}
            {page !== null && canBeside && (shown !== null || isWordless) && (
              <Beside
                source={about}
                rendition={shown?.rendition ?? null}
                page={page}
                chosen={chosenExcerpt}
                onPage={setPage}
                onClose={() => setPage(null)}
              />
            )}
            {isWordless && paper.state === 'text' && (
              <Suspense fallback={<p className="empty">Opening…</p>}>
                <Kept source={about} page={page} onPage={setPage} />
              </Suspense>
            )}
            {shown && !isWordless && paper.state === 'text' && (
              <ArticleView key={shown.rendition} {...view} source={about} rendition={shown.rendition} body={shown.body} unsure={unsure} />
            )}
            {isPhoto && !hasText && (
              <Suspense fallback={<p className="empty">Opening the photo…</p>}>
                <CoveredStage source={about} url={thumbnailUrl(handle, about.original)}>
                  <PhotoView {...view} source={about} onFacts={onFacts} />
                </CoveredStage>
              </Suspense>
            )}
          </div>
          {chosenExcerpt && (
            <ExcerptCard
              key={chosenExcerpt.id}
              handle={handle}
              excerpt={chosenExcerpt}
              links={links}
              claims={claims}
              activeClaim={activeClaim}
              readOnly={readOnly}
              run={linking.run}
              onStance={onLinkChosen}
              onClose={letGo}
            />
          )}
        </div>
        {facts && (
          <Suspense fallback={<p className="empty">Opening what the file says…</p>}>
            <Facts
              source={about}
              rendition={shown?.rendition ?? null}
              page={asPages ? paper.current : page}
              onText={setPicked}
              onPage={onPage}
              onClose={onFacts}
            />
          </Suspense>
        )}
      </div>
      {voice}
    </div>
  );
}

const isPageRegion = (excerpt: Excerpt | null): boolean => excerpt?.anchor.kind === 'region' && excerpt.anchor.page !== undefined;

const chosenPage = (excerpt: Excerpt | null): number | null =>
  (excerpt?.anchor.kind === 'text' ? excerpt.anchor.quads?.[0]?.page : undefined) ?? null;

/** A photo that a machine has read can be looked at and be read. */
function PhotoOrText({ about, shown, onShow }: { about: Source; shown: RenditionId | null; onShow(shown: RenditionId | 'photo'): void }) {
  const newest = useRenditions(about).at(-1)?.id ?? null;
  if (newest === null) return null;
  return (
    <fieldset className="segments" aria-label="Show">
      <button type="button" aria-pressed={shown === null} onClick={() => onShow('photo')}>
        Photo
      </button>
      <button type="button" aria-pressed={shown !== null} onClick={() => onShow(newest)}>
        Its text
      </button>
    </fieldset>
  );
}

function Broken({ error, onRetry }: { error: unknown; onRetry(): void }) {
  const failure = toFailure(error);
  return (
    <div className="empty" role="alert">
      <p>
        <b>{failure.message}</b> {adviceFor(failure)}
      </p>
      <button type="button" className="btn" onClick={onRetry}>
        <RotateCw size={14} aria-hidden="true" />
        Try again
      </button>
    </div>
  );
}
