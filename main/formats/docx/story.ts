/**
 * One story of a document (the body, a footnote, a comment, a page header) → blocks (ECMA-376 part 1, 17.2–17.13). Our own reading
 * rather than mammoth's: mammoth drops deleted words and who inserted others, hidden text as such, page headers and footers, and
 * takes whole trees into memory; evidence needs these.
 */
import type { DraftBlock } from '../rendition.ts';
import { type Change, type ChangeKind, type Comment, changeMark, commentMark, hiddenMark, type Silent } from './marks.ts';
import { rowBlocks } from './rows.ts';
import { isOn, type Meaning, type Styles } from './styles.ts';
import type { Element, XmlEvents } from './xml.ts';

/** What stories of one document share: note numbers run through all of it. */
export interface Shared {
  readonly styles: Styles;
  readonly comments: ReadonlyMap<string, Comment>;
  /** Notes in the order of their first mention: `footnote 3`. */
  readonly notes: Map<string, number>;
  readonly mentioned: Set<string>;
  readonly changes: Change[];
  readonly silent: Silent;
  readonly hidden: string[];
}

interface Paragraph {
  meaning: Meaning;
  text: string;
  readonly changes: Change[];
  readonly comments: string[];
  hidden: string;
  /** Length of the text where the last change ended. */
  changeEnd: number;
  /** How many frames are around it. */
  readonly depth: number;
  /** Text boxes and tables inside it: they follow it. */
  readonly after: DraftBlock[];
}
/** A text box or a cell, and a row of a table; `name` is the element that closes it. */
type Frame =
  | { readonly kind: 'flow'; readonly name: string; readonly blocks: DraftBlock[] }
  | { readonly kind: 'row'; readonly name: string; readonly cells: DraftBlock[][] };
/** Comments whose words are collected at one time. */
const mostAnchors = 200;

const changeKinds: Readonly<Record<string, ChangeKind>> = {
  'w:ins': 'inserted',
  'w:del': 'deleted',
  'w:moveFrom': 'moved-from',
  'w:moveTo': 'moved-to',
};
/** Earlier properties, and what only programs read. */
const skipped =
  /^w:(?:rPrChange|pPrChange|tblPrChange|trPrChange|tcPrChange|sectPrChange|tblGridChange|numberingChange|instrText|delInstrText|tblPrExChange)$/;
/**
 * 10³ must not read as 103: a raised or lowered number becomes the characters that Unicode has for it. Marks of references (`[12]`) and
 * numbers that stand apart from what is before them read well as they are.
 */
const raisedDigits = { superscript: '⁰¹²³⁴⁵⁶⁷⁸⁹', subscript: '₀₁₂₃₄₅₆₇₈₉' } as const;
const raise = (text: string, before: string, digits: string): string =>
  /^\d{1,4}$/.test(text) && /[\p{L}\p{N})⁰¹²³⁴⁵⁶⁷⁸⁹]$/u.test(before)
    ? text.replace(/\d/g, (digit) => digits[Number(digit)] ?? digit)
    : text;
const characters: Readonly<Record<string, string>> = {
  'w:tab': '\t',
  'w:ptab': '\t',
  'w:br': '\n',
  'w:cr': '\n',
  'w:noBreakHyphen': '\u2011',
  'w:softHyphen': '\u00ad',
};

export class Story implements XmlEvents {
  readonly #shared: Shared;
  readonly #frames: Frame[] = [{ kind: 'flow', name: '', blocks: [] }];
  readonly #paragraphs: Paragraph[] = [];
  readonly #changes: Change[] = [];
  readonly #anchors = new Map<string, string>();
  readonly #closed = new Map<string, string>();
  readonly #choices: boolean[] = [];
  #skip = 0;
  #inText = 0;
  #properties: string[] = [];
  #runHidden = false;
  #raised: 'superscript' | 'subscript' | null = null;
  /** Paragraph id of the last paragraph that was closed (`w14:paraId`). */
  lastParagraph: string | undefined;

  constructor(shared: Shared) {
    this.#shared = shared;
  }

  get blocks(): DraftBlock[] {
    // A part that breaks off has paragraphs and rows that were never closed.
    while (this.#paragraphs.length > 0) this.#endParagraph();
    while (this.#frames.length > 1) this.#endFrame(this.#frames.at(-1)?.name ?? '');
    const [flow] = this.#frames;
    return flow?.kind === 'flow' ? flow.blocks : [];
  }

  #flow(): DraftBlock[] {
    const paragraph = this.#paragraphs.at(-1);
    const frame = this.#frames.at(-1);
    if (paragraph?.depth === this.#frames.length) return paragraph.after;
    return frame?.kind === 'flow' ? frame.blocks : (frame?.cells.at(-1) ?? []);
  }

  open(element: Element): void {
    const { name } = element;
    if (this.#skip > 0 || skipped.test(name)) {
      if (this.#skip++ === 0 && name.endsWith('Change')) this.#countSilent('formatting', element);
      return;
    }
    if (name === 'mc:AlternateContent') this.#choices.push(false);
    else if (name === 'mc:Choice') this.#choices.splice(-1, 1, true);
    else if (name === 'mc:Fallback' && this.#choices.at(-1)) this.#skip = 1;
    else if (name === 'w:p') this.#openParagraph(element);
    else if (name === 'w:pPr' || name === 'w:rPr' || name === 'w:trPr' || name === 'w:numPr') this.#properties.push(name);
    else if (this.#properties.length > 0) this.#property(element);
    else if (name === 'w:r') {
      this.#runHidden = this.#paragraphs.at(-1)?.meaning.hidden ?? false;
      this.#raised = null;
    } else if (name === 'w:t' || name === 'w:delText' || name === 'm:t') this.#inText++;
    else if (name === 'w:txbxContent') this.#frames.push({ kind: 'flow', name, blocks: [] });
    else if (name === 'w:tr') this.#frames.push({ kind: 'row', name, cells: [] });
    else if (name === 'w:tc') this.#openCell();
    else if (name in changeKinds) this.#openChange(element);
    else if (name === 'w:commentRangeStart') this.#openAnchor(element.attribute('w:id') ?? '');
    else if (name === 'w:commentRangeEnd') this.#endAnchor(element.attribute('w:id') ?? '');
    else if (name === 'w:commentReference') this.#paragraphs.at(-1)?.comments.push(element.attribute('w:id') ?? '');
    else if (name === 'w:footnoteReference' || name === 'w:endnoteReference') this.#note(element);
    else if (name === 'w:sym')
      this.#add(String.fromCodePoint(Math.min(0x10ffff, Number.parseInt(element.attribute('w:char') ?? '', 16) || 0xfffd)));
    else if (name === 'w:rt') this.#add('(');
    else if (characters[name] !== undefined) this.#add(characters[name]);
  }

  close(name: string): void {
    if (this.#skip > 0) {
      this.#skip--;
      return;
    }
    if (name === 'mc:AlternateContent') this.#choices.pop();
    else if (name === 'w:p') this.#endParagraph();
    else if (name === this.#properties.at(-1)) this.#properties.pop();
    else if (this.#properties.length > 0) return;
    else if (name === 'w:t' || name === 'w:delText' || name === 'm:t') this.#inText--;
    else if (name === 'w:txbxContent' || name === 'w:tr' || name === 'w:tc') this.#endFrame(name);
    else if (name in changeKinds) this.#changes.pop();
    else if (name === 'w:rt') this.#add(')');
  }

  text(text: string): void {
    if (this.#inText === 0 || this.#skip > 0) return;
    this.#add(this.#raised ? raise(text, this.#paragraphs.at(-1)?.text.slice(-1) ?? '', raisedDigits[this.#raised]) : text);
  }

  #openParagraph(element: Element): void {
    this.#paragraphs.push({
      meaning: this.#shared.styles.meaning(undefined),
      text: '',
      changes: [],
      comments: [],
      hidden: '',
      changeEnd: -1,
      depth: this.#frames.length,
      after: [],
    });
    this.lastParagraph = element.attribute('w14:paraId') ?? this.lastParagraph;
  }

  #property(element: Element): void {
    const paragraph = this.#paragraphs.at(-1);
    const value = element.attribute('w:val');
    const [outer] = this.#properties;
    const { name } = element;
    if (outer === 'w:trPr' && name in changeKinds) this.#countSilent('table row', element);
    else if (!paragraph) return;
    else if (outer === 'w:pPr') {
      const { meaning } = paragraph;
      const level = Number(value);
      if (name === 'w:pStyle') paragraph.meaning = this.#shared.styles.meaning(value);
      else if (name === 'w:numId' && meaning.role === 'paragraph' && value !== '0') paragraph.meaning = { ...meaning, role: 'list-item' };
      else if (name === 'w:numId' && meaning.role === 'list-item' && value === '0') paragraph.meaning = { ...meaning, role: 'paragraph' };
      else if (name === 'w:outlineLvl' && level >= 0 && level < 9)
        paragraph.meaning = { ...meaning, role: 'heading', level: Math.min(6, level + 1) };
      else if (name in changeKinds) this.#countSilent('paragraph', element);
    } else if (name === 'w:vanish') this.#runHidden = isOn(value);
    else if (name === 'w:vertAlign') this.#raised = value === 'superscript' || value === 'subscript' ? value : null;
    else if (name === 'w:rStyle' && this.#shared.styles.meaning(value).hidden) this.#runHidden = true;
  }

  #openChange(element: Element): void {
    const kind = changeKinds[element.name] ?? 'inserted';
    const [author, date] = [element.attribute('w:author') ?? '', element.attribute('w:date') ?? ''];
    const paragraph = this.#paragraphs.at(-1);
    const last = paragraph?.changes.at(-1);
    // Word splits one change into many where formatting changes within it.
    const goesOn = last?.kind === kind && last.author === author && last.date === date && paragraph?.text.length === paragraph?.changeEnd;
    this.#changes.push(goesOn ? last : { kind, author, date, text: '' });
  }

  #countSilent(what: 'paragraph' | 'table row' | 'formatting', element: Element): void {
    const one = this.#shared.silent.get(what) ?? { count: 0, authors: new Set<string>() };
    one.count++;
    const author = element.attribute('w:author');
    if (author !== undefined) one.authors.add(author);
    this.#shared.silent.set(what, one);
  }

  #add(text: string): void {
    const paragraph = this.#paragraphs.at(-1);
    if (!paragraph || this.#properties.length > 0) return;
    for (const change of this.#changes) {
      change.text += text;
      if (!paragraph.changes.includes(change)) paragraph.changes.push(change);
    }
    const gone = this.#changes.some(({ kind }) => kind === 'deleted' || kind === 'moved-from');
    if (!gone) {
      paragraph.text += text;
      for (const [id, anchor] of this.#anchors) if (anchor.length < 2_000) this.#anchors.set(id, anchor + text);
      if (this.#runHidden) paragraph.hidden += text;
    }
    if (this.#changes.length > 0) paragraph.changeEnd = paragraph.text.length;
  }

  #note(element: Element): void {
    const key = `${element.name === 'w:footnoteReference' ? 'footnote' : 'endnote'} ${element.attribute('w:id') ?? ''}`;
    const number = this.#shared.notes.get(key) ?? this.#shared.notes.size + 1;
    this.#shared.notes.set(key, number);
    this.#add(`[${number}]`);
  }

  #openAnchor(id: string): void {
    if (this.#anchors.size < mostAnchors) this.#anchors.set(id, '');
  }

  #endAnchor(id: string): void {
    const anchor = this.#anchors.get(id);
    if (anchor !== undefined) this.#closed.set(id, anchor);
    this.#anchors.delete(id);
  }

  #endParagraph(): void {
    const paragraph = this.#paragraphs.pop();
    if (!paragraph) return;
    for (const [id, anchor] of this.#anchors) if (anchor !== '') this.#anchors.set(id, `${anchor}\n`);
    const { role, level } = paragraph.meaning;
    const blocks = this.#flow();
    blocks.push({ type: role, ...(level !== undefined && role === 'heading' && { level }), text: paragraph.text });
    for (const change of paragraph.changes) {
      if (!/\S/.test(change.text)) continue;
      blocks.push(changeMark(change));
      this.#shared.changes.push({ ...change });
      // A change around several paragraphs goes on with the words of the next.
      change.text = '';
    }
    if (/\S/.test(paragraph.hidden)) {
      blocks.push(hiddenMark(paragraph.hidden));
      this.#shared.hidden.push(paragraph.hidden);
    }
    for (const id of paragraph.comments) {
      const comment = this.#shared.comments.get(id);
      if (!comment || this.#shared.mentioned.has(id)) continue;
      this.#shared.mentioned.add(id);
      blocks.push(commentMark(comment, this.#closed.get(id) ?? this.#anchors.get(id) ?? ''));
    }
    blocks.push(...paragraph.after);
  }

  #openCell(): void {
    const row = this.#frames.at(-1);
    if (row?.kind !== 'row') return;
    const blocks: DraftBlock[] = [];
    row.cells.push(blocks);
    this.#frames.push({ kind: 'flow', name: 'w:tc', blocks });
  }

  #endFrame(name: string): void {
    const frame = this.#frames.at(-1);
    if (frame?.name !== name) return;
    this.#frames.pop();
    if (frame.kind === 'row') this.#flow().push(...rowBlocks(frame.cells));
    else if (name !== 'w:tc') this.#flow().push(...frame.blocks);
  }
}
