/** The claims of an open case and the links that lead to them. */
import { AssayError } from '../../../shared/errors.ts';
import type * as m from '../../../shared/model.ts';
import { countColumns, countsOf, toClaim, toLink } from '../rows.ts';
import { ExcerptReader } from './excerpts.ts';

const claimRowColumns = `claim.*, ${countColumns('standing_link.claim = claim.id')}, (SELECT count(*) FROM claim AS part WHERE part.part_of = claim.id AND part.retracted_at IS NULL) AS n_parts`;

export class ClaimReader extends ExcerptReader {
  claim(key: m.ClaimId | m.Ref): m.Claim {
    const row = this.one('SELECT * FROM claim WHERE id = ? OR ref = ?', key, key);
    if (row === undefined) throw new AssayError('NOT_FOUND', `There is no claim ${key} in this case.`, { claim: key });
    return toClaim(row);
  }

  claimRow(key: m.ClaimId | m.Ref): m.ClaimRow {
    const row = this.one(`SELECT ${claimRowColumns} FROM claim WHERE id = ? OR ref = ?`, key, key);
    if (row === undefined) throw new AssayError('NOT_FOUND', `There is no claim ${key} in this case.`, { claim: key });
    return { claim: toClaim(row), counts: countsOf(row), parts: Number(row['n_parts']) };
  }

  claimRows(withRetracted: boolean): m.ClaimRow[] {
    const rows = this.all(
      `SELECT ${claimRowColumns} FROM claim ${withRetracted ? '' : 'WHERE retracted_at IS NULL'} ORDER BY position, number`,
    );
    return rows.map((row) => ({ claim: toClaim(row), counts: countsOf(row), parts: Number(row['n_parts']) }));
  }

  /** Standing children of a claim (null: those on top), in order. */
  siblings(partOf: m.ClaimId | null): m.Claim[] {
    return this.all('SELECT * FROM claim WHERE part_of IS ? AND retracted_at IS NULL ORDER BY position, number', partOf).map(toClaim);
  }

  /** The last position among a claim's standing children (null: those on top); 0 where there is none. */
  lastClaimPosition(partOf: m.ClaimId | null): number {
    return this.count('SELECT position AS n FROM claim WHERE part_of IS ? AND retracted_at IS NULL ORDER BY position DESC LIMIT 1', partOf);
  }

  /** The last position among a claim's links; 0 where there is none. */
  lastLinkPosition(claim: m.ClaimId): number {
    return this.count('SELECT position AS n FROM link WHERE claim = ? ORDER BY position DESC LIMIT 1', claim);
  }

  link(id: m.LinkId): m.Link {
    const row = this.one('SELECT * FROM link WHERE id = ?', id);
    if (row === undefined) throw new AssayError('NOT_FOUND', 'There is no such link in this case.', { link: id });
    return toLink(row);
  }

  links(): m.Link[] {
    return this.all('SELECT * FROM link ORDER BY number').map(toLink);
  }

  linksOfClaim(claim: m.ClaimId, withRetracted: boolean): m.Link[] {
    return this.all(
      withRetracted
        ? 'SELECT * FROM link WHERE claim = ? ORDER BY position, number'
        : 'SELECT link.* FROM standing_link JOIN link ON link.id = standing_link.id WHERE link.claim = ? ORDER BY position, link.number',
      claim,
    ).map(toLink);
  }

  /** The standing link between two, if there is one. */
  linkBetween(excerpt: m.ExcerptId, claim: m.ClaimId): m.Link | null {
    const row = this.one('SELECT * FROM link WHERE excerpt = ? AND claim = ? AND retracted_at IS NULL', excerpt, claim);
    return row === undefined ? null : toLink(row);
  }
}
