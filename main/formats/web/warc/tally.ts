/** What the records of a web archive come to: counts, what is broken, from when to when. */
import type { FileField, Finding } from '../../../../shared/model.ts';
import type { Member } from '../../format.ts';
import { shownName } from '../../names.ts';

/** Counted over all records of an archive. */
interface Tally {
  readonly types: Map<string, number>;
  members: number;
  pages: number;
  readonly broken: { count: number; first: Member | null };
  readonly differing: { count: number; first: Member | null };
  first: string | null;
  last: string | null;
}

export const newTally = (): Tally => ({
  types: new Map(),
  members: 0,
  pages: 0,
  broken: { count: 0, first: null },
  differing: { count: 0, first: null },
  first: null,
  last: null,
});

export function tally(sum: Tally, member: Member): void {
  sum.members++;
  if (member.isPage) sum.pages++;
  const type = member.record ?? (member.problem ? 'unreadable' : 'indexed');
  // Types are a short list; a hostile archive that invents one for every record is not followed.
  if (sum.types.has(type) || sum.types.size < 50) sum.types.set(type, (sum.types.get(type) ?? 0) + 1);
  if (member.problem?.code === 'BROKEN_FILE') {
    sum.broken.count++;
    sum.broken.first ??= member;
  }
  if (member.digest?.state === 'differs') {
    sum.differing.count++;
    sum.differing.first ??= member;
  }
  if (member.fetched !== null && /^(?:response|resource|revisit|indexed)$/.test(type)) {
    if (sum.first === null || member.fetched < sum.first) sum.first = member.fetched;
    if (sum.last === null || member.fetched > sum.last) sum.last = member.fetched;
  }
}

export function tallyFindings({ members, broken, differing }: Tally): Finding[] {
  const found: Finding[] = [];
  if (broken.first)
    found.push({
      code: 'records-broken',
      message: `${broken.count} of ${members} records ${broken.count === 1 ? 'is' : 'are'} damaged; the others are whole. ${broken.first.problem?.message ?? ''}`,
      from: broken.first.path,
    });
  if (differing.first)
    found.push({
      code: 'digest-differs',
      message: `The bytes of ${differing.count} of ${members} records do not agree with the digest written beside them (${differing.first.digest?.written ?? ''}).`,
      from: differing.first.path,
    });
  return found;
}

export function tallyFields(group: string, sum: Tally): FileField[] {
  const field = (name: string, value: string | number): FileField => ({ group, name, value: String(value) });
  return [
    field('Records', sum.members),
    ...[...sum.types].map(([type, count]) => field(`Records: ${shownName(type, 60)}`, count)),
    field('Pages', sum.pages),
    ...(sum.first === null ? [] : [field('First capture', sum.first)]),
    ...(sum.last === null ? [] : [field('Last capture', sum.last)]),
  ];
}
