/** Turns a passage or region into evidence. What was done shows at once and is taken back where the workbench refuses it. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { Excerpt, Link, Stance } from '../../../shared/model.ts';
import { onceSent } from '../../components/onceSent.ts';
import { stanceTelling } from '../../components/Stance.tsx';
import { toFailure, useApi } from '../../state/client.tsx';
import { invalidateTouched, keys } from '../../state/queries.ts';
import type { ActiveClaim, ReaderPaneProps, Subject } from './subject.ts';

/** On its way to the workbench. */
export interface Pending {
  readonly key: string;
  readonly subject: Subject;
  readonly stance: Stance | null;
  readonly claim: ActiveClaim | null;
}
/** The newest link, whose reason may still be given. */
export interface Linked {
  readonly key: string;
  readonly stance: Stance;
  readonly claim: ActiveClaim;
  readonly subject: Subject;
  readonly excerpt: Excerpt | null;
}
type OfSource = { excerpts: Excerpt[]; links: Link[] };

export interface Linking {
  readonly pending: readonly Pending[];
  readonly linked: Linked | null;
  /** Links to the active claim; with none, or `asNew`, hands a draft on for a new claim. */
  link(subject: Subject, stance: Stance, asNew?: boolean): void;
  linkExcerpt(excerpt: Excerpt, subject: Subject, stance: Stance): void;
  markOnly(subject: Subject): void;
  /** Gives the newest link its reason, as soon as it is saved. */
  because(reason: string): void;
  forgetLinked(): void;
  /** Runs one command: its outcome is said, its refusal shown. True where it was done. */
  run(command: () => Promise<unknown>, said: string, touched: readonly string[]): Promise<boolean>;
}

type Props = Pick<ReaderPaneProps, 'handle' | 'source' | 'activeClaim' | 'onNewClaim' | 'onFailure'> & { announce(words: string): void };

export function useLinking({ handle, source, activeClaim, onNewClaim, onFailure, announce }: Props): Linking {
  const api = useApi();
  const client = useQueryClient();
  const [pending, setPending] = useState<readonly Pending[]>([]);
  const [linked, setLinked] = useState<Linked | null>(null);
  const saved = useRef<Promise<Link | null>>(Promise.resolve(null));
  const count = useRef(0);

  const keep = useCallback(
    (excerpt: Excerpt, link: Link | null) => {
      client.setQueryData<OfSource>(keys.excerpts(handle, source), (held) => {
        if (!held) return held;
        const known = held.excerpts.some(({ id }) => id === excerpt.id);
        return { excerpts: known ? held.excerpts : [...held.excerpts, excerpt], links: link ? [...held.links, link] : held.links };
      });
      invalidateTouched(client, handle, ['excerpt', 'link']);
    },
    [client, handle, source],
  );

  /** Shows `mark` as pending while `work` runs; null where it was refused. */
  const optimistic = useCallback(
    async (
      mark: Pending,
      work: () => Promise<{ excerpt: Excerpt; link: Link | null }>,
      newest: Linked | null = null,
    ): Promise<{ excerpt: Excerpt; link: Link | null } | null> => {
      const working = work();
      // Answered below; until then nobody waits for it
      working.catch(() => undefined);
      await onceSent();
      setPending((all) => [...all, mark]);
      if (newest) setLinked(newest);
      try {
        const done = await working;
        keep(done.excerpt, done.link);
        return done;
      } catch (error) {
        const failure = toFailure(error);
        setLinked((now) => (now?.key === mark.key ? null : now));
        announce(`Not saved. ${failure.message}`);
        onFailure(failure);
        return null;
      } finally {
        setPending((all) => all.filter(({ key }) => key !== mark.key));
      }
    },
    [keep, announce, onFailure],
  );

  const linkBy = useCallback(
    (subject: Subject, stance: Stance, claim: ActiveClaim, work: () => Promise<{ excerpt: Excerpt; link: Link }>) => {
      const key = `pending-${++count.current}`;
      const newest = { key, stance, claim, subject, excerpt: null };
      saved.current = optimistic({ key, subject, stance, claim }, work, newest).then((done) => {
        if (!done) return null;
        setLinked((now) => (now?.key === key ? { ...now, excerpt: done.excerpt } : now));
        announce(`${done.excerpt.ref}, ${done.excerpt.place}: ${stanceTelling[stance].word} ${claim.ref}. Press B to say why.`);
        return done.link;
      });
    },
    [optimistic, announce],
  );

  const link = useCallback(
    (subject: Subject, stance: Stance, asNew = false) => {
      if (!activeClaim || asNew) {
        onNewClaim({ source, target: subject.target, quote: subject.quote, stance });
        return;
      }
      linkBy(subject, stance, activeClaim, () =>
        api.evidence.add({ case: handle, source, target: subject.target, claim: { id: activeClaim.id }, stance }),
      );
    },
    [activeClaim, onNewClaim, source, linkBy, api, handle],
  );

  const linkExcerpt = useCallback(
    (excerpt: Excerpt, subject: Subject, stance: Stance) => {
      if (!activeClaim) onNewClaim({ source, target: subject.target, quote: subject.quote, stance });
      else
        linkBy(subject, stance, activeClaim, async () => ({
          excerpt,
          link: await api.links.add({ case: handle, excerpt: excerpt.id, claim: activeClaim.id, stance }),
        }));
    },
    [activeClaim, onNewClaim, source, linkBy, api, handle],
  );

  const markOnly = useCallback(
    (subject: Subject) => {
      const mark: Pending = { key: `pending-${++count.current}`, subject, stance: null, claim: null };
      void optimistic(mark, async () => ({
        excerpt: await api.excerpts.mark({ case: handle, source, target: subject.target }),
        link: null,
      })).then((done) => {
        if (done) announce(`Marked as ${done.excerpt.ref}, ${done.excerpt.place}. Not linked to a claim.`);
      });
    },
    [optimistic, api, handle, source, announce],
  );

  const run = useCallback(
    async (command: () => Promise<unknown>, said: string, touched: readonly string[]): Promise<boolean> => {
      try {
        await command();
        invalidateTouched(client, handle, touched);
        announce(said);
        return true;
      } catch (error) {
        const failure = toFailure(error);
        announce(`Not saved. ${failure.message}`);
        onFailure(failure);
        return false;
      }
    },
    [client, handle, announce, onFailure],
  );

  const because = useCallback(
    (reason: string) => {
      setLinked(null);
      void saved.current.then(
        (done) => done && run(() => api.links.edit({ case: handle, link: done.id, because: reason }), 'Reason saved.', ['link']),
      );
    },
    [run, api, handle],
  );

  const forgetLinked = useCallback(() => setLinked(null), []);
  return { pending, linked, link, linkExcerpt, markOnly, because, forgetLinked, run };
}
