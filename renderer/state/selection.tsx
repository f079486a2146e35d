/** What this window is looking at: nothing here is stored, and nothing here is the case's. */
import { createContext, type ReactNode, useContext, useState, useSyncExternalStore } from 'react';
import type { ChooseFor, SourceGroup } from '../../shared/contract.ts';
import type { CaseHandle, Claim, ClaimId, Evidence, ExcerptId, SourceId, Ticket, Triage } from '../../shared/model.ts';
import type { Draft } from './draft.ts';

export type Dialog =
  | { kind: 'palette' }
  | { kind: 'keys' }
  | { kind: 'new-case' }
  | { kind: 'name' }
  | { kind: 'display' }
  | { kind: 'chooser'; purpose: ChooseFor; suggestedName: string; answer(ticket: Ticket | null): void }
  | { kind: 'details' }
  | { kind: 'verify' }
  | { kind: 'new-claim'; partOf: ClaimId | null; draft: Draft | null }
  | { kind: 'edit-claim'; claim: Claim }
  | { kind: 'verdict'; claim: Claim }
  | { kind: 'retract-claim'; claim: Claim }
  | { kind: 'retract-link'; evidence: Evidence };

export interface Selection {
  readonly open: CaseHandle | null;
  /** What is being opened, in words, while the workbench is at it. */
  readonly opening: string | null;
  readonly view: 'evidence' | 'import' | 'compare' | 'decisions' | 'log';
  /** The two sources that are compared, where they are. */
  readonly pair: { readonly a: SourceId; readonly b: SourceId } | null;
  /** Whose excerpts are to be decided (null: those of the whole case), and which of them is in hand. */
  readonly toDecide: { readonly source: SourceId | null; readonly excerpt: ExcerptId | null };
  readonly source: SourceId | null;
  readonly claim: ClaimId | null;
  /** The excerpt chosen in its source; a higher nonce asks to go to it. */
  readonly focus: { readonly excerpt: ExcerptId; readonly nonce: number } | null;
  readonly filter: string;
  readonly kind: SourceGroup | 'all';
  readonly triage: Triage | 'all';
  /** Covered photos that were revealed in this window. */
  readonly revealed: ReadonlySet<SourceId>;
  /** A claim that the focus is to go to, once its panel stands. */
  readonly claimAsked: ClaimId | null;
  /** In a narrow window: the drawer of sources, and which of reader and claims is in front. */
  readonly drawer: boolean;
  readonly front: 'reader' | 'claims';
  /** Whether what the file says stands beside the source. */
  readonly facts: boolean;
  /** Whether a document is shown as its pages or as its text, and whether small pictures of its pages stand at the side. */
  readonly paper: 'pages' | 'text';
  readonly smallPages: boolean;
  readonly dialog: Dialog | null;
}

const nothing: Selection = {
  open: null,
  opening: null,
  view: 'evidence',
  pair: null,
  toDecide: { source: null, excerpt: null },
  source: null,
  claim: null,
  focus: null,
  filter: '',
  kind: 'all',
  triage: 'all',
  revealed: new Set(),
  claimAsked: null,
  drawer: false,
  front: 'reader',
  facts: false,
  paper: 'pages',
  smallPages: false,
  dialog: null,
};

export interface SelectionStore {
  get(): Selection;
  subscribe(listener: () => void): () => void;
  set(change: Partial<Selection>): void;
  /** Opens a case's screen (null: home) with nothing chosen in it. */
  enter(open: CaseHandle | null): void;
  chooseSource(source: SourceId): void;
  /** Puts two sources side by side. */
  compare(a: SourceId, b: SourceId): void;
  /** Opens the decisions about excerpts: of the case or of one source, at one of them. */
  decide(source?: SourceId | null, excerpt?: ExcerptId | null): void;
  /** Opens a claim and puts the focus on it. */
  goToClaim(claim: ClaimId): void;
  /** Shows an excerpt in its source. */
  goTo(source: SourceId, excerpt: ExcerptId): void;
}

export function createSelection(): SelectionStore {
  let now = nothing;
  let nonce = 0;
  const listeners = new Set<() => void>();
  const set = (change: Partial<Selection>) => {
    now = { ...now, ...change };
    for (const listener of listeners) listener();
  };
  return {
    get: () => now,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    set,
    enter: (open) => set({ ...nothing, paper: now.paper, smallPages: now.smallPages, open }),
    chooseSource: (source) => set({ source, focus: null, view: 'evidence', front: 'reader', drawer: false }),
    compare: (a, b) => set({ pair: { a, b }, view: 'compare', drawer: false }),
    decide: (source = null, excerpt = null) => set({ toDecide: { source, excerpt }, view: 'decisions', drawer: false }),
    goToClaim: (claim) => set({ claim, claimAsked: claim, view: 'evidence', front: 'claims', drawer: false }),
    goTo: (source, excerpt) => {
      nonce += 1;
      set({ source, focus: { excerpt, nonce }, view: 'evidence', front: 'reader', drawer: false });
    },
  };
}

const SelectionContext = createContext<SelectionStore | null>(null);
export function SelectionProvider({ children }: { children: ReactNode }) {
  const [store] = useState(createSelection);
  return <SelectionContext value={store}>{children}</SelectionContext>;
}
export function useSelectionStore(): SelectionStore {
  const store = useContext(SelectionContext);
  if (!store) throw new Error('useSelection stands outside SelectionProvider');
  return store;
}
/** One part of the selection; the caller renders again only when that part changes. */
export function useSelection<T>(pick: (selection: Selection) => T): T {
  const store = useSelectionStore();
  return useSyncExternalStore(store.subscribe, () => pick(store.get()));
}
