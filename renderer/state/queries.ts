/**
 * What the window has fetched, by key: ['case', handle, area, …]. An announcement of the workbench names the tables it
 * touched; `areasTouchedBy` says which areas that makes stale. An area it does not know is refetched always.
 */
import { type QueryClient, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { SourceGroup } from '../../shared/contract.ts';
import type { CaseHandle, ClaimId, SourceId, Triage } from '../../shared/model.ts';
import { useApi } from './client.tsx';

export const areas = [
  'info',
  'sources',
  'source',
  'text',
  'excerpts',
  'decisions',
  'claims',
  'evidence',
  'queue',
  'items',
  'look',
  'likeness',
  'reading',
  'history',
  'log',
] as const;
export type Area = (typeof areas)[number];

const staleBy: Readonly<Record<string, readonly Area[]>> = {
  case_info: ['info'],
  source: ['info', 'sources', 'source', 'text', 'evidence', 'look', 'likeness', 'decisions'],
  rendition: ['source', 'text', 'look', 'decisions'],
  likeness: ['likeness', 'look'],
  reading: ['reading'],
  excerpt: ['info', 'sources', 'excerpts', 'evidence', 'decisions'],
  decision: ['decisions'],
  claim: ['info', 'claims', 'evidence', 'excerpts', 'sources', 'decisions'],
  link: ['info', 'sources', 'excerpts', 'claims', 'evidence', 'decisions'],
};

/** The areas made stale by a change of these tables; history and the log by any change. A table nobody named makes all stale. */
export function areasTouchedBy(tables: readonly string[]): ReadonlySet<string> {
  const stale = new Set<string>(['info', 'history', 'log']);
  for (const table of tables) for (const area of staleBy[table] ?? areas) stale.add(area);
  return stale;
}

/** What was touched and is not yet fetched anew, by window and case. */
const touched = new WeakMap<QueryClient, Map<CaseHandle, Set<string>>>();
/** What one command touches is told twice, by its caller and by the workbench; both are one round of fetching, behind the next frames. */
const gatherMs = 120;

export function invalidateTouched(client: QueryClient, handle: CaseHandle, tables: readonly string[]): void {
  const byCase = touched.get(client) ?? new Map<CaseHandle, Set<string>>();
  touched.set(client, byCase);
  const known = byCase.get(handle);
  if (known) {
    for (const table of tables) known.add(table);
    return;
  }
  byCase.set(handle, new Set(tables));
  setTimeout(() => {
    const gathered = byCase.get(handle) ?? [];
    byCase.delete(handle);
    invalidateNow(client, handle, [...gathered]);
  }, gatherMs);
}

function invalidateNow(client: QueryClient, handle: CaseHandle, tables: readonly string[]): void {
  const stale = areasTouchedBy(tables);
  const known: ReadonlySet<string> = new Set(areas);
  void client.invalidateQueries({
    predicate: ({ queryKey: [scope, of, area] }) =>
      scope === 'case' && of === handle && typeof area === 'string' && (stale.has(area) || !known.has(area)),
  });
}

export const keys = {
  about: ['app', 'about'] as const,
  settings: ['app', 'settings'] as const,
  recent: ['app', 'recent'] as const,
  info: (handle: CaseHandle) => ['case', handle, 'info'] as const,
  sources: (handle: CaseHandle, kind: SourceGroup | 'all', filter: string, page: number, triage: Triage | 'all') =>
    ['case', handle, 'sources', kind, filter, page, triage] as const,
  source: (handle: CaseHandle, source: SourceId) => ['case', handle, 'source', source] as const,
  text: (handle: CaseHandle, source: SourceId) => ['case', handle, 'text', source] as const,
  excerpts: (handle: CaseHandle, source: SourceId) => ['case', handle, 'excerpts', source] as const,
  decisions: (handle: CaseHandle) => ['case', handle, 'decisions'] as const,
  claims: (handle: CaseHandle) => ['case', handle, 'claims'] as const,
  evidence: (handle: CaseHandle, claim: ClaimId) => ['case', handle, 'evidence', claim] as const,
  queue: (handle: CaseHandle) => ['case', handle, 'queue'] as const,
  items: (handle: CaseHandle) => ['case', handle, 'items'] as const,
  look: (handle: CaseHandle) => ['case', handle, 'look'] as const,
  likeness: (handle: CaseHandle) => ['case', handle, 'likeness'] as const,
  reading: (handle: CaseHandle) => ['case', handle, 'reading'] as const,
  history: (handle: CaseHandle) => ['case', handle, 'history'] as const,
  log: (handle: CaseHandle) => ['case', handle, 'log'] as const,
};

export function useAbout() {
  const api = useApi();
  return useQuery({ queryKey: keys.about, queryFn: ({ signal }) => api.app.about(undefined, { signal }), staleTime: 60_000 });
}
export function useSettings() {
  const api = useApi();
  return useQuery({ queryKey: keys.settings, queryFn: ({ signal }) => api.app.settings(undefined, { signal }) });
}
export function useRecent() {
  const api = useApi();
  return useQuery({ queryKey: keys.recent, queryFn: ({ signal }) => api.cases.recent(undefined, { signal }) });
}
export function useCase(handle: CaseHandle) {
  const api = useApi();
  return useQuery({ queryKey: keys.info(handle), queryFn: ({ signal }) => api.cases.get({ case: handle }, { signal }) });
}

/** Rows a page of the list of sources holds. The window keeps the pages on screen and lets the others go. */
export const sourcesPage = 100;
export function sourcesPageOptions(
  api: ReturnType<typeof useApi>,
  handle: CaseHandle,
  kind: SourceGroup | 'all',
  filter: string,
  page: number,
  triage: Triage | 'all' = 'all',
) {
  return {
    queryKey: keys.sources(handle, kind, filter, page, triage),
    queryFn: ({ signal }: { signal: AbortSignal }) =>
      api.sources.list(
        {
          case: handle,
          offset: page * sourcesPage,
          limit: sourcesPage,
          filter,
          ...(kind === 'all' ? {} : { kind }),
          ...(triage === 'all' ? {} : { triage }),
        },
        { signal },
      ),
    gcTime: 20_000,
  };
}
export function useSource(handle: CaseHandle, source: SourceId) {
  const api = useApi();
  return useQuery({
    queryKey: keys.source(handle, source),
    queryFn: ({ signal }) => api.sources.get({ case: handle, source }, { signal }),
  });
}
/** The standing excerpts of a source and their links. */
export function useExcerpts(handle: CaseHandle, source: SourceId) {
  const api = useApi();
  return useQuery({
    queryKey: keys.excerpts(handle, source),
    queryFn: ({ signal }) => api.excerpts.ofSource({ case: handle, source }, { signal }),
  });
}
export function useClaims(handle: CaseHandle) {
  const api = useApi();
  return useQuery({ queryKey: keys.claims(handle), queryFn: ({ signal }) => api.claims.list({ case: handle }, { signal }) });
}
export function useEvidence(handle: CaseHandle, claim: ClaimId) {
  const api = useApi();
  return useQuery({
    queryKey: keys.evidence(handle, claim),
    queryFn: ({ signal }) => api.claims.evidence({ case: handle, claim }, { signal }),
  });
}
export function useHistory(handle: CaseHandle) {
  const api = useApi();
  return useQuery({ queryKey: keys.history(handle), queryFn: ({ signal }) => api.history.state({ case: handle }, { signal }) });
}
/** The custody log, newest first, page by page. */
export function useLog(handle: CaseHandle) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: keys.log(handle),
    queryFn: ({ pageParam, signal }) => api.history.log({ case: handle, offset: pageParam, limit: 100, newestFirst: true }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (last, all) => {
      const held = all.reduce((sum, page) => sum + page.entries.length, 0);
      return last.entries.length > 0 && held < last.total ? held : undefined;
    },
  });
}
