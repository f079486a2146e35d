/**
 * Approximate string matching with bounded error. G. Myers, "A fast bit-vector algorithm for approximate string
 * matching based on dynamic programming", JACM 46(3), 1999; in blocks of 32 bits, with H. Hyyrö's carries (2003) and
 * Ukkonen's cut-off. Units are UTF-16 code units. Time is O(text × pattern / 32), less where little agrees.
 */

const bits = 32;

/** One bit per pattern position at which a code unit stands, for each block of 32 positions. */
interface Pattern {
  readonly length: number;
  readonly blocks: number;
  readonly rowOf: Uint16Array;
  readonly masks: Int32Array;
}

function compile(pattern: string): Pattern {
  const blocks = Math.ceil(pattern.length / bits);
  const rowOf = new Uint16Array(65_536);
  let rows = 0;
  for (let i = 0; i < pattern.length; i++) {
    const unit = pattern.charCodeAt(i);
    if (rowOf[unit] === 0) rowOf[unit] = ++rows;
  }
  const masks = new Int32Array((rows + 1) * blocks);
  for (let i = 0; i < pattern.length; i++) {
    const slot = (rowOf[pattern.charCodeAt(i)] ?? 0) * blocks + Math.floor(i / bits);
    masks[slot] = (masks[slot] ?? 0) | (1 << (i % bits));
  }
  return { length: pattern.length, blocks, rowOf, masks };
}

/** The columns of the dynamic programming table, as differences between neighbouring rows. */
class Columns {
  readonly plus: Int32Array;
  readonly minus: Int32Array;
  readonly score: Int32Array;
  readonly #pattern: Pattern;

  constructor(pattern: Pattern) {
    this.#pattern = pattern;
    this.plus = new Int32Array(pattern.blocks).fill(-1);
    this.minus = new Int32Array(pattern.blocks);
    this.score = new Int32Array(pattern.blocks);
    for (let b = 0; b < pattern.blocks; b++) this.score[b] = Math.min((b + 1) * bits, pattern.length);
  }

  /** Rows of the pattern in block b: 32, or what is left in the last one. */
  rows(b: number): number {
    return Math.min(bits, this.#pattern.length - b * bits);
  }

  /** Moves block b over one more text unit; takes and gives the difference at its upper and lower edge (-1, 0, 1). */
  advance(b: number, row: number, carry: number): number {
    const pv = this.plus[b] ?? 0;
    const mv = this.minus[b] ?? 0;
    let eq = this.#pattern.masks[row * this.#pattern.blocks + b] ?? 0;
    const xv = eq | mv;
    if (carry < 0) eq |= 1;
    const xh = (((eq & pv) + pv) ^ pv) | eq;
    let ph = mv | ~(xh | pv);
    let mh = pv & xh;
    const lowest = 1 << (this.rows(b) - 1);
    const out = (ph & lowest) !== 0 ? 1 : (mh & lowest) !== 0 ? -1 : 0;
    ph <<= 1;
    mh <<= 1;
    if (carry < 0) mh |= 1;
    else if (carry > 0) ph |= 1;
    this.plus[b] = mh | ~(xv | ph);
    this.minus[b] = ph & xv;
    return out;
  }
}

/**
 * Calls `report` for every end offset (exclusive) at which some substring of the text is within `maxErrors` edits
 * (insert, delete, substitute) of the pattern, with the least number of edits.
 */
export function scan(text: string, pattern: string, maxErrors: number, report: (end: number, errors: number) => void): void {
  if (pattern === '') return;
  const compiled = compile(pattern);
  const columns = new Columns(compiled);
  const { score, plus, minus } = columns;
  const k = Math.min(maxErrors, pattern.length);
  const bottom = compiled.blocks - 1;
  // Only blocks down to `last` can hold a value within k (Ukkonen).
  let last = Math.min(bottom, Math.max(0, Math.ceil(k / bits) - 1));
  for (let i = 0; i < text.length; i++) {
    const row = compiled.rowOf[text.charCodeAt(i)] ?? 0;
    let carry = 0;
    for (let b = 0; b <= last; b++) {
      carry = columns.advance(b, row, carry);
      score[b] = (score[b] ?? 0) + carry;
    }
    const above = (score[last] ?? 0) - carry;
    const next = last + 1;
    if (next <= bottom && above <= k && (((compiled.masks[row * compiled.blocks + next] ?? 0) & 1) !== 0 || carry < 0)) {
      last = next;
      plus[last] = -1;
      minus[last] = 0;
      score[last] = above + columns.rows(last) + columns.advance(last, row, carry);
    } else {
      while (last > 0 && (score[last] ?? 0) >= k + columns.rows(last)) last--;
    }
    if (last === bottom && (score[bottom] ?? 0) <= k) report(i + 1, score[bottom] ?? 0);
  }
}

/** Edits between the whole pattern and each prefix of the text: entry n is for the first n units. */
export function prefixDistances(text: string, pattern: string): Int32Array {
  const distances = new Int32Array(text.length + 1);
  if (pattern === '') return distances.map((_, n) => n);
  const compiled = compile(pattern);
  const columns = new Columns(compiled);
  distances[0] = pattern.length;
  for (let i = 0; i < text.length; i++) {
    const row = compiled.rowOf[text.charCodeAt(i)] ?? 0;
    // The text's start is held fast: the topmost row grows by one with every unit.
    let carry = 1;
    for (let b = 0; b < compiled.blocks; b++) carry = columns.advance(b, row, carry);
    distances[i + 1] = (distances[i] ?? 0) + carry;
  }
  return distances;
}

/** Least number of edits between two strings (Levenshtein). */
export function editDistance(a: string, b: string): number {
  return prefixDistances(a, b)[a.length] ?? 0;
}

const reversed = (text: string): string => {
  let out = '';
  for (let i = text.length - 1; i >= 0; i--) out += text.charAt(i);
  return out;
};

export interface Match {
  readonly start: number;
  readonly end: number;
  readonly errors: number;
}

/** The best start for a match that ends at `end`: least edits, then the length nearest to the pattern's. */
function startOf(text: string, pattern: string, end: number, errors: number): Match {
  const from = Math.max(0, end - pattern.length - errors);
  const distances = prefixDistances(reversed(text.slice(from, end)), reversed(pattern));
  let best = 0;
  for (let n = 1; n < distances.length; n++) {
    const better = (distances[n] ?? 0) - (distances[best] ?? 0);
    if (better < 0 || (better === 0 && Math.abs(n - pattern.length) < Math.abs(best - pattern.length))) best = n;
  }
  return { start: end - best, end, errors: distances[best] ?? 0 };
}

/** The best approximate matches that do not overlap, best first. At most `limit`. */
export function search(text: string, pattern: string, maxErrors: number, limit: number): Match[] {
  // One end per neighbourhood: the best of each run of ends that lie closer together than half the pattern.
  const ends: { end: number; errors: number }[] = [];
  const apart = Math.max(1, pattern.length >> 1);
  scan(text, pattern, maxErrors, (end, errors) => {
    const latest = ends.at(-1);
    if (latest === undefined || end - latest.end >= apart) ends.push({ end, errors });
    else if (errors < latest.errors) ends[ends.length - 1] = { end, errors };
  });
  ends.sort((a, b) => a.errors - b.errors || a.end - b.end);
  const matches: Match[] = [];
  for (const { end, errors } of ends) {
    if (matches.length >= limit) break;
    const match = startOf(text, pattern, end, errors);
    if (matches.every((other) => match.end <= other.start || match.start >= other.end)) matches.push(match);
  }
  return matches;
}
