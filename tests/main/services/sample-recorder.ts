import { createRouterClient, implement } from '@orpc/server';
import type { SampleApi } from '../../../main/services/sample.ts';
import { contract } from '../../../shared/contract.ts';
import { CaseDetails, Claim, Excerpt, Link, Source } from '../../../shared/model.ts';

/** A workbench that only takes down what it is told; the contract checks everything that goes in and comes out. */
export function recorder(outcomeOf: (ticket: string) => 'imported' | 'failed' | 'duplicate' = () => 'imported') {
  const told: { what: string; input: Record<string, unknown> }[] = [];
  const id = (): string => `019409a0-0000-7000-8000-${String(told.length).padStart(12, '0')}`;
  const take = <T>(what: string, input: Record<string, unknown>, answer: () => T): T => {
    told.push({ what, input });
    return answer();
  };
  const at = { createdAt: '2026-01-01T00:00:00.000Z', retracted: null };
  const os = implement(contract);
  const ref = (letter: string, what: string): string =>
    `${letter}-${String(told.filter((one) => one.what === what).length).padStart(3, '0')}`;
  const source = (given: string): Source =>
    Source.parse({
      id: given,
      ref: 'S-001',
      kind: 'article',
      mediaType: 'text/plain',
      original: 'a'.repeat(64),
      size: 1,
      metadata: {},
      corrections: {},
      photo: null,
      rendition: null,
      title: 't',
      versionOf: null,
      provenance: {
        fileName: 'f',
        fileModifiedAt: null,
        url: null,
        importedAt: at.createdAt,
        importedBy: { name: 'n', installation: 'i' },
        program: 'p',
      },
    });
  const api: SampleApi = createRouterClient({
    cases: {
      edit: os.cases.edit.handler(({ input }) =>
        take('edit', input, () =>
          CaseDetails.parse({
            title: 't',
            number: '',
            author: '',
            summary: '',
            handling: '',
            language: 'en',
            cover: 'none',
            ...input.details,
          }),
        ),
      ),
    },
    imports: {
      run: os.imports.run.handler(async function* ({ input }) {
        const made = take('import', input, () => source(id()));
        const outcome = outcomeOf(input.tickets[0] ?? '');
        const error = outcome === 'failed' ? { code: 'BROKEN_FILE' as const, message: 'Damaged.', details: {} } : null;
        const one = { path: 'f', outcome, error, source: error ? null : { id: made.id, ref: made.ref, title: 't', kind: made.kind } };
        yield { done: 0, total: 1, current: 'f', outcome: null };
        return { imported: 1, duplicates: 0, newVersions: 0, failed: 0, cancelled: false, outcomes: [one] };
      }),
    },
    sources: { correct: os.sources.correct.handler(({ input }) => take('correct', input, () => source(input.source))) },
    claims: {
      add: os.claims.add.handler(({ input }) =>
        take('claim', input, () =>
          Claim.parse({ ...input, ...at, id: id(), ref: ref('C', 'claim'), position: 1, verdict: null, rationale: '' }),
        ),
      ),
      judge: os.claims.judge.handler(({ input }) =>
        take('judge', input, () =>
          Claim.parse({
            ...at,
            id: input.claim,
            ref: 'C-001',
            text: 't',
            claimant: '',
            when: '',
            where: '',
            partOf: null,
            note: '',
            position: 1,
            verdict: input.verdict,
            rationale: input.rationale,
          }),
        ),
      ),
    },
    excerpts: {
      mark: os.excerpts.mark.handler(({ input }) =>
        take('mark', input, () =>
          Excerpt.parse({
            ...at,
            id: id(),
            ref: ref('E', 'mark'),
            source: input.source,
            sourceRef: 'S-001',
            anchor: {
              kind: 'region',
              fragment: { type: 'FragmentSelector', conformsTo: 'http://www.w3.org/TR/media-frags/', value: 'xywh=pixel:0,0,1,1' },
            },
            place: 'region A',
            quote: null,
            note: input.note,
          }),
        ),
      ),
    },
    links: {
      add: os.links.add.handler(({ input }) =>
        take('link', input, () =>
          Link.parse({
            ...at,
            id: id(),
            ref: ref('L', 'link'),
            excerpt: input.excerpt,
            claim: input.claim,
            stance: input.stance,
            because: input.because,
            position: 1,
          }),
        ),
      ),
    },
  });
  return { api, told };
}
