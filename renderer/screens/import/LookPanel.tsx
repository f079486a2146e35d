/** What is worth a look, in groups: each source one click away, each question asked where it stands. */
import { useQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { useRef, useState } from 'react';
import type { LookCode } from '../../../shared/contract.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { useShortcuts } from '../../components/useShortcuts.ts';
import { Waiting } from '../../components/Waiting.tsx';
import { count } from '../../components/words.ts';
import { toFailure, useApi } from '../../state/client.tsx';
import { keys } from '../../state/queries.ts';
import { useCaseHere } from '../case/CaseContext.tsx';
import type { Asked } from './asked.ts';
import { LookGroupPart } from './LookGroupPart.tsx';

/** Who is asked something comes first, then what must be judged; the rest in the order of the workbench. */
const first: readonly LookCode[] = ['locked', 'choose-pages', 'new-version', 'like-photo', 'like-text'];
const place = (code: LookCode): number => (first.includes(code) ? first.indexOf(code) : first.length);

export function LookPanel({ batch, asked }: { batch: number | null; asked: Asked | null }) {
  const api = useApi();
  const { handle } = useCaseHere();
  const [everything, setEverything] = useState(false);
  const only = everything ? null : batch;
  const found = useQuery({
    queryKey: [...keys.look(handle), only],
    queryFn: ({ signal }) => api.imports.toLookAt({ case: handle, ...(only === null ? {} : { batch: only }) }, { signal }),
    placeholderData: (before) => before,
  });
  const groups = (found.data?.groups ?? []).toSorted((a, b) => place(a.code) - place(b.code));
  const total = groups.reduce((sum, group) => sum + group.count, 0);
  const list = useRef<HTMLElement>(null);
  useNextKey(list);
  return (
    <section className="panel import-look" aria-label="To look at" data-f6 tabIndex={-1}>
      <div className="phead">
        <h2>To look at</h2>
        <span className="n cut grow">{total === 0 ? '' : `${count(total)}, none of them blocks anything`}</span>
        {batch !== null && (
          <button type="button" className="chip" aria-pressed={everything} onClick={() => setEverything(!everything)}>
            Whole case
          </button>
        )}
      </div>
      {found.error && (
        <div className="empty">
          <FormFailure failure={toFailure(found.error)} />
        </div>
      )}
      {found.isPending && <Waiting words="Looking through the sources" />}
      {found.data && groups.length === 0 && (
        <p className="empty import-nothing">
          <CircleCheck size={16} aria-hidden="true" />
          Nothing here asks for a look. What the files say stands with each source.
        </p>
      )}
      {groups.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard
        <section ref={list} className="import-look-list" tabIndex={0} data-f6-focus aria-label="What is worth a look">
          {groups.map((group) => (
            <LookGroupPart key={group.code} group={group} asked={asked?.code === group.code ? asked : null} />
          ))}
        </section>
      )}
    </section>
  );
}

/** A key goes to the next group. */
function useNextKey(list: React.RefObject<HTMLElement | null>): void {
  useShortcuts({
    'import.next-look': () => {
      const heads = [...(list.current?.querySelectorAll<HTMLElement>('summary') ?? [])];
      const at = heads.findIndex((head) => head.parentElement?.contains(document.activeElement));
      const next = heads[(at + 1) % Math.max(1, heads.length)];
      next?.focus();
      next?.scrollIntoView({ block: 'nearest' });
    },
  });
}
