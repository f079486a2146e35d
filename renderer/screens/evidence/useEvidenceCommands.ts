/** What can be done with the open source and the open claim from anywhere in the evidence view, by key and by palette. */
import { useQuery } from '@tanstack/react-query';
import { Archive, CheckCheck, CircleDot, MailOpen, MessageSquareQuote, SkipForward, Star } from 'lucide-react';
import { type Command, useActions } from '../../components/commands.tsx';
import { useNotices } from '../../components/notices.tsx';
import { counted } from '../../components/words.ts';
import { useApi } from '../../state/client.tsx';
import { sourcesPageOptions, useClaims } from '../../state/queries.ts';
import { useSelection, useSelectionStore } from '../../state/selection.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import { triageAction } from './triageWords.ts';
import { useTriage } from './useTriage.ts';

const states = [
  { triage: 'read', label: 'Source is read', icon: MailOpen, words: 'state triage done' },
  { triage: 'set-aside', label: 'Set the source aside', icon: Archive, words: 'state triage later irrelevant' },
  { triage: 'key', label: 'Mark as a key source', icon: Star, words: 'state triage star important' },
  { triage: 'new', label: 'Source is new again', icon: CircleDot, words: 'state triage unread' },
] as const;

export function useEvidenceCommands(): void {
  const { handle, readOnly } = useCaseHere();
  const api = useApi();
  const store = useSelectionStore();
  const { tell } = useNotices();
  const { sort, toNextNew, readAndNext, allShownRead } = useTriage();
  const source = useSelection((now) => now.source);
  const [kind, filter, triage] = [useSelection((now) => now.kind), useSelection((now) => now.filter), useSelection((now) => now.triage)];
  const fresh = useQuery(sourcesPageOptions(api, handle, kind, filter, 0, triage)).data?.triage.new ?? 0;
  const claims = useClaims(handle).data?.claims ?? [];
  const toClaim = (): void => {
    const claim = store.get().claim ?? claims[0]?.claim.id;
    if (claim) store.goToClaim(claim);
    else tell({ title: 'There is no claim yet.' });
  };
  const writing: Command[] =
    readOnly || !source
      ? []
      : [
          {
            id: 'triage-read-next',
            label: 'Source is read; to the next new one',
            icon: SkipForward,
            action: 'triage.read-next',
            words: 'triage',
            run: () => void readAndNext(),
          },
          ...states.map(
            ({ triage: to, label, icon, words }): Command => ({
              id: `triage-${to}`,
              label,
              icon,
              words,
              action: triageAction[to],
              run: () => void sort([source], to),
            }),
          ),
        ];
  useActions([
    ...writing,
    {
      id: 'triage-next-new',
      label: 'To the next new source',
      icon: SkipForward,
      action: 'triage.next-new',
      words: 'unread triage',
      run: () => void toNextNew(),
    },
    ...(readOnly || fresh === 0 || (triage !== 'all' && triage !== 'new')
      ? []
      : [
          {
            id: 'triage-all-read',
            label: `Mark as read: ${counted(fresh, 'new source')} shown`,
            icon: CheckCheck,
            action: 'triage.all-read',
            words: 'triage all list',
            run: () => void allShownRead(),
          } satisfies Command,
        ]),
    { id: 'claim-open', label: 'To the open claim', icon: MessageSquareQuote, action: 'claims.active', words: 'jump go', run: toClaim },
  ]);
}
