/** The reader: one source, article or photo, with its marks, and the excerpt that is chosen in it. */
import { Camera, Newspaper, RotateCw } from 'lucide-react';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import type { Excerpt, ExcerptId, Link, Source, Stance } from '../../../shared/model.ts';
import { claimsById, parseRegion } from '../../annotate/marks.ts';
import { counted } from '../../components/words.ts';
import { toFailure } from '../../state/client.tsx';
import { adviceFor } from '../../state/failure.ts';
import { useClaims, useExcerpts, useSource, useSourceText } from '../../state/queries.ts';
import { ArticleView } from './ArticleView.tsx';
import { ExcerptCard } from './ExcerptCard.tsx';
import { type ReaderPaneProps, subjectOf } from './subject.ts';
import { useAnnounce } from './useAnnounce.tsx';
import { useLinking } from './useLinking.ts';
import type { ViewProps } from './viewProps.ts';
import '../../annotate/annotate.css';
import './reader.css';

const PhotoView = lazy(async () => ({ default: (await import('./PhotoView.tsx')).PhotoView }));

export function ReaderPane(props: ReaderPaneProps) {
  const source = useSource(props.handle, props.source);
  if (source.data) return <OpenSource key={props.source} {...props} about={source.data} />;
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

function OpenSource({
  handle,
  readOnly,
  source,
  about,
  activeClaim,
  focus,
  onNewClaim,
  onExcerptChosen,
  onFailure,
}: ReaderPaneProps & { about: Source }) {
  const isArticle = about.kind === 'article';
  const text = useSourceText(handle, source, isArticle);
  const marked = useExcerpts(handle, source);
  const claimRows = useClaims(handle);
  const claims = useMemo(() => claimsById(claimRows.data?.claims ?? []), [claimRows.data]);
  const { announce, voice } = useAnnounce();
  const linking = useLinking({ handle, source, activeClaim, onNewClaim, onFailure, announce });
  const [chosen, setChosen] = useState<ExcerptId | null>(focus?.excerpt ?? null);
  const [reveals, setReveals] = useState(0);
  const [asked, setAsked] = useState(focus?.nonce ?? 0);
  const excerpts = marked.data?.excerpts ?? noExcerpts;
  const links = marked.data?.links ?? noLinks;
  const chosenExcerpt = excerpts.find(({ id, retracted }) => id === chosen && !retracted) ?? null;

  if (focus && focus.nonce > asked) {
    setAsked(focus.nonce);
    setChosen(focus.excerpt);
    setReveals(reveals + 1);
  }

  const onChoose = useCallback(
    (excerpt: Excerpt, reveal: boolean) => {
      setChosen(excerpt.id);
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
  const Icon = isArticle ? Newspaper : Camera;
  return (
    <div className="panel rd">
      <header className="phead">
        <Icon className="rd-kind" size={15} aria-hidden="true" />
        <span className="ref">{about.ref}</span>
        <h2 className="cut" dir="auto">
          {about.title}
        </h2>
        <span className="grow" />
        <span className="n">
          {marked.data ? counted(excerpts.filter(({ retracted }) => !retracted).length, 'excerpt') : 'reading the excerpts…'}
        </span>
      </header>
      {failed && <Broken error={failed.error} onRetry={() => void failed.refetch()} />}
      {isArticle && !text.data && !text.isError && <p className="empty">Reading the text of {about.ref}…</p>}
      {isArticle && text.data && text.data.body.blocks.length === 0 && (
        <p className="empty">No words were found in this file. Its original is kept as it is.</p>
      )}
      {isArticle && text.data && <ArticleView {...view} source={about} rendition={text.data.rendition} body={text.data.body} />}
      {!isArticle && (
        <Suspense fallback={<p className="empty">Opening the photo…</p>}>
          <PhotoView {...view} source={about} />
        </Suspense>
      )}
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
          onClose={() => {
            setChosen(null);
            onExcerptChosen(null, []);
          }}
        />
      )}
      {voice}
    </div>
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
