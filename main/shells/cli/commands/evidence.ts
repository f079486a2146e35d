/** mark, claim, link, claims: the investigator's own work. */
import type { MarkTarget } from '../../../../shared/contract.ts';
import type { ClaimRow, Stance } from '../../../../shared/model.ts';
import { plain, shorten } from '../output.ts';
import { claimArgument, excerptArgument, type Session, sourceArgument } from '../session.ts';
import { answer } from '../terminal.ts';
import { UsageError } from '../usage.ts';
import { stanceSigns } from './sources.ts';

export interface MarkOptions {
  readonly quote?: string;
  readonly before?: string;
  readonly after?: string;
  readonly region?: string;
  readonly note?: string;
}

/** What is to be marked. Throws UsageError where the options do not say one thing. */
export function markTarget({ quote, before, after, region }: MarkOptions): MarkTarget {
  if ((quote === undefined) === (region === undefined))
    throw new UsageError('mark takes either --quote (for words) or --region (for a photo).');
  if (quote !== undefined) {
    if (quote === '') throw new UsageError('--quote takes the exact words.');
    return { quote, ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
  }
  if (before !== undefined || after !== undefined) throw new UsageError('--before and --after belong to --quote.');
  const [x, y, width, height, ...more] = (region ?? '').split(',').map((part) => (/^\s*\d{1,9}\s*$/.test(part) ? Number(part) : undefined));
  if (x === undefined || y === undefined || !width || !height || more.length > 0)
    throw new UsageError('--region takes X,Y,W,H in whole pixels of the upright picture, for example 120,40,300,200.');
  return { region: { x, y, width, height } };
}

export async function mark(session: Session, path: string, written: string, options: MarkOptions): Promise<number> {
  const { client, terminal } = session;
  const which = sourceArgument(written);
  const target = markTarget(options);
  return session.inCase(path, 'read-write', async ({ handle }) => {
    const source = await client.sources.get({ case: handle, source: which });
    const excerpt = await client.excerpts.mark({ case: handle, source: source.id, target, note: options.note ?? '' });
    answer(
      terminal,
      excerpt,
      () =>
        `${excerpt.ref}  ${excerpt.sourceRef} ${plain(excerpt.place)}${excerpt.quote === null ? '' : `  “${shorten(excerpt.quote, 100)}”`}\n`,
    );
    return 0;
  });
}

export interface ClaimOptions {
  readonly text: string;
  readonly by?: string;
  readonly when?: string;
  readonly where?: string;
  readonly partOf?: string;
}

export async function claim(session: Session, path: string, options: ClaimOptions): Promise<number> {
  const { client, terminal } = session;
  const parent = options.partOf === undefined ? null : claimArgument(options.partOf);
  return session.inCase(path, 'read-write', async ({ handle }) => {
    const partOf = parent === null ? null : (await client.claims.get({ case: handle, claim: parent })).claim.id;
    const added = await client.claims.add({
      case: handle,
      text: options.text,
      claimant: options.by ?? '',
      when: options.when ?? '',
      where: options.where ?? '',
      partOf,
    });
    answer(terminal, added, () => `${added.ref}  “${shorten(added.text, 100)}”\n`);
    return 0;
  });
}

export async function link(
  session: Session,
  path: string,
  writtenExcerpt: string,
  writtenClaim: string,
  { stance, because }: { stance: Stance; because: string },
): Promise<number> {
  const { client, terminal } = session;
  const excerptRef = excerptArgument(writtenExcerpt);
  const claimRef = claimArgument(writtenClaim);
  if (because.trim() === '') throw new UsageError('--because says why; it cannot be empty.');
  return session.inCase(path, 'read-write', async ({ handle }) => {
    const excerpt = await client.excerpts.get({ case: handle, excerpt: excerptRef });
    const { claim: held } = await client.claims.get({ case: handle, claim: claimRef });
    const added = await client.links.add({ case: handle, excerpt: excerpt.id, claim: held.id, stance, because });
    answer(
      terminal,
      added,
      () =>
        `${added.ref}  ${excerpt.ref} ${stance === 'fails-to-verify' ? 'fails to verify' : stance === 'context' ? 'is context to' : stance} ${held.ref}\n`,
    );
    return 0;
  });
}

/** Claims in the order of the case, parts indented under the whole. */
function tree(rows: readonly ClaimRow[]): { row: ClaimRow; depth: number }[] {
  const under = (parent: string | null, depth: number): { row: ClaimRow; depth: number }[] =>
    rows
      .filter(({ claim: { partOf } }) => partOf === parent)
      .sort((a, b) => a.claim.position - b.claim.position)
      .flatMap((row) => [{ row, depth }, ...under(row.claim.id, depth + 1)]);
  return under(null, 0);
}

export async function claims(session: Session, path: string): Promise<number> {
  const { client, terminal } = session;
  return session.inCase(path, 'read-only', async ({ handle }) => {
    const result = await client.claims.list({ case: handle });
    answer(terminal, result, () =>
      result.claims.length === 0
        ? 'This case has no claims yet.\n'
        : tree(result.claims)
            .map(({ row: { claim: held, counts }, depth }) => {
              const about = [held.claimant, held.when, held.where]
                .filter((part) => part !== '')
                .map(plain)
                .join(' · ');
              const indent = '  '.repeat(depth);
              const state = [held.verdict?.replaceAll('-', ' ') ?? 'open', stanceSigns(counts)].filter((part) => part !== '').join('  ');
              return `${indent}${held.ref}  “${plain(held.text)}”\n${indent}       ${[about, state].filter((part) => part !== '').join('  |  ')}\n`;
            })
            .join(''),
    );
    return 0;
  });
}
