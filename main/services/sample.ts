/** The sample case as a story told in JSON, and its telling: each step goes through the contract, as a person's clicks do. */
import type { ContractRouterClient } from '@orpc/contract';
import { z } from 'zod';
import type { Contract } from '../../shared/contract.ts';
import { AssayError } from '../../shared/errors.ts';
import {
  CaseDetails,
  type CaseHandle,
  type ClaimId,
  Corrections,
  Region,
  type SourceId,
  Stance,
  type Ticket,
  Verdict,
} from '../../shared/model.ts';

/** The workbench as seen by whoever drives it: in process, over a port or over a socket. */
export type Api = ContractRouterClient<Contract>;
/** What of it the telling uses. */
export interface SampleApi {
  readonly cases: Pick<Api['cases'], 'edit'>;
  readonly imports: Pick<Api['imports'], 'run'>;
  readonly sources: Pick<Api['sources'], 'correct'>;
  readonly claims: Pick<Api['claims'], 'add' | 'judge'>;
  readonly excerpts: Pick<Api['excerpts'], 'mark'>;
  readonly links: Pick<Api['links'], 'add'>;
}

const key = z.string().min(1);
/** Strict all the way down: a misspelt field is an error and not a field left out. */
const StorySource = z.strictObject({
  /** Name of the original in the story's `originals` folder. */
  file: key,
  url: z.url({ protocol: /^https?$/ }).optional(),
  corrections: Corrections.strict().optional(),
});
const StoryClaim = z
  .strictObject({
    key,
    /** The key of an earlier claim. */
    partOf: key.nullable().default(null),
    text: z.string().min(1),
    claimant: z.string(),
    /** EDTF. */
    when: z.string(),
    where: z.string(),
    note: z.string().default(''),
    verdict: Verdict.nullable().default(null),
    rationale: z.string().default(''),
  })
  .refine((claim) => claim.verdict === null || claim.rationale.trim() !== '', {
    path: ['rationale'],
    error: 'A verdict needs its reason.',
  });
const StoryLink = z.strictObject({ claim: key, stance: Stance, because: z.string().min(1) });
const StoryEvidence = z
  .strictObject({
    source: key,
    /** Exact words of the rendition; before and after where they stand there more than once. */
    quote: z.string().min(1).optional(),
    before: z.string().min(1).optional(),
    after: z.string().min(1).optional(),
    /** Pixels of the upright original. */
    region: Region.strict().optional(),
    note: z.string().default(''),
    links: z.array(StoryLink).min(1),
  })
  .refine((one) => (one.quote === undefined) !== (one.region === undefined), 'Evidence marks either words or a region.');

export const Story = z
  .strictObject({
    details: CaseDetails.strict(),
    sources: z.array(StorySource).min(1),
    claims: z.array(StoryClaim).min(1),
    evidence: z.array(StoryEvidence),
  })
  .superRefine((story, context) => {
    const complain = (message: string): void => context.addIssue({ code: 'custom', message });
    const claims = new Set<string>();
    for (const claim of story.claims) {
      if (claims.has(claim.key)) complain(`Two claims have the key ${claim.key}.`);
      if (claim.partOf !== null && !claims.has(claim.partOf))
        complain(`The claim ${claim.key} is part of ${claim.partOf}, which does not stand before it.`);
      claims.add(claim.key);
    }
    const files = new Set(story.sources.map((source) => source.file));
    if (files.size < story.sources.length) complain('A source is listed twice.');
    for (const evidence of story.evidence) {
      if (!files.has(evidence.source)) complain(`${evidence.source} is not among the sources.`);
      for (const link of evidence.links) if (!claims.has(link.claim)) complain(`There is no claim with the key ${link.claim}.`);
    }
  });
export type Story = z.infer<typeof Story>;
type StoryEvidence = Story['evidence'][number];

/** Reads a story. Throws AssayError BAD_INPUT with what is wrong where. */
export function readStory(json: unknown): Story {
  const read = Story.safeParse(json);
  if (read.success) return read.data;
  const problems = read.error.issues.map((issue) =>
    issue.path.length > 0 ? `${issue.path.map(String).join('.')}: ${issue.message}` : issue.message,
  );
  throw new AssayError('BAD_INPUT', `The story of the sample case cannot be told: ${problems.join(' ')}`, { problems });
}

/** Imports one original and returns its source. Anything but a fresh import is a failure: the story is told to an empty case. */
async function importOne(api: SampleApi, handle: CaseHandle, source: Story['sources'][number], ticket: Ticket): Promise<SourceId> {
  const run = await api.imports.run({ case: handle, tickets: [ticket], ...(source.url === undefined ? {} : { url: source.url }) });
  let step = await run.next();
  while (step.done !== true) step = await run.next();
  const outcome = step.value.outcomes[0];
  if (outcome?.outcome === 'imported' && outcome.source !== null) return outcome.source.id;
  if (outcome?.error) throw new AssayError(outcome.error.code, outcome.error.message, { ...outcome.error.details, file: source.file });
  throw new AssayError(
    'BAD_INPUT',
    `The sample’s ${source.file} could not be imported: ${outcome?.outcome ?? 'nothing came back'}. The sample is built in an empty case.`,
    { file: source.file },
  );
}

function targetOf(evidence: StoryEvidence) {
  if (evidence.region !== undefined) return { region: evidence.region };
  return {
    quote: evidence.quote ?? '',
    ...(evidence.before === undefined ? {} : { before: evidence.before }),
    ...(evidence.after === undefined ? {} : { after: evidence.after }),
  };
}

function known<T>(map: ReadonlyMap<string, T>, name: string): T {
  const value = map.get(name);
  if (value === undefined) throw new AssayError('BAD_INPUT', `The story speaks of ${name} before it is there.`, { name });
  return value;
}

/**
 * Tells `story` to the empty open case `handle`: details, originals in their order (the first is S-001), claims, then each
 * excerpt with its links, and the verdicts last, when the evidence they rest on is in.
 * `tickets` gives the ticket of an original by its file name. Throws what the workbench throws; what was done before stays.
 */
export async function buildSample(api: SampleApi, handle: CaseHandle, story: Story, tickets: (file: string) => Ticket): Promise<void> {
  await api.cases.edit({ case: handle, details: story.details });

  const sources = new Map<string, SourceId>();
  for (const source of story.sources) {
    const id = await importOne(api, handle, source, tickets(source.file));
    sources.set(source.file, id);
    if (source.corrections !== undefined) await api.sources.correct({ case: handle, source: id, corrections: source.corrections });
  }

  const claims = new Map<string, ClaimId>();
  for (const { key: name, partOf, text, claimant, when, where, note } of story.claims) {
    const claim = await api.claims.add({
      case: handle,
      text,
      claimant,
      when,
      where,
      note,
      partOf: partOf === null ? null : known(claims, partOf),
    });
    claims.set(name, claim.id);
  }

  for (const evidence of story.evidence) {
    const excerpt = await api.excerpts.mark({
      case: handle,
      source: known(sources, evidence.source),
      target: targetOf(evidence),
      note: evidence.note,
    });
    for (const { claim, stance, because } of evidence.links) {
      await api.links.add({ case: handle, excerpt: excerpt.id, claim: known(claims, claim), stance, because });
    }
  }

  for (const { key: name, verdict, rationale } of story.claims) {
    if (verdict !== null) await api.claims.judge({ case: handle, claim: known(claims, name), verdict, rationale });
  }
}
