/** Where an article ends and other matter begins, and lines at its edges that are no text of it. */
import { writtenDate } from '../dates.ts';
import type { DraftBlock } from '../rendition.ts';

/** Headings under which other articles, comments and forms stand. */
const tailHeading =
  /^(?:related(?: (?:articles?|posts?|stories|content|news|reading|topics))?|(?:you )?(?:may|might) also (?:like|be interested in)|recommended(?: (?:for you|reading|articles|posts))?|read (?:more|next|also)|more (?:from|on|in|stories|articles|news|posts|like this)\b.*|up next|what to read next|latest (?:news|posts|articles|stories)|recent (?:posts|articles|comments)|popular (?:posts|articles)|most (?:read|popular|viewed)|comments?(?: \(\d+\))?|\d+ comments?|leave a (?:reply|comment)|join the (?:conversation|discussion)|post a comment|share this(?: \w+)?|similar (?:posts|articles)|about the (?:author|writer)s?|über (?:den|die) autor(?:in|en)?(?: ?\/ ?die autorin)?|об авторе|про автора|à propos de l[’']auteur|sobre el autor|o autorze|читайте также|читайте також|похожие (?:статьи|материалы|новости)|схожі (?:статті|матеріали|новини)|комментарии|коментарі|mehr zum thema|das könnte sie auch interessieren|ähnliche (?:artikel|beiträge)|kommentare|à lire aussi|sur le même sujet|articles similaires|commentaires|artículos relacionados|comentarios|相关(?:阅读|新闻|文章)|関連記事)\s*[:.…]*$/iu;

/** Signs of a private plane, by which a printed page's pieces are told apart, are no part of the text. */
const bare = (text: string): string => text.replace(/\p{Co}/gu, '').trim();
export const isTailHeading = (text: string): boolean => tailHeading.test(bare(text));

export const size = (blocks: readonly DraftBlock[] | null): number => (blocks ?? []).reduce((sum, block) => sum + block.text.length, 0);

/** Cuts off what stands under such a heading at the end, unless that is most of what was found. */
export function withoutTail(blocks: DraftBlock[]): DraftBlock[] {
  const total = size(blocks);
  let before = 0;
  for (const [i, block] of blocks.entries()) {
    const isHeading = block.type === 'heading' || (block.type !== 'preformatted' && block.text.length < 40);
    if (isHeading && before >= 0.6 * total && isTailHeading(block.text)) return blocks.slice(0, i);
    before += block.text.length;
  }
  return blocks;
}

/** So many blocks from either end a line may be the dateline. */
const edge = 3;
const longestDate = 32;

/**
 * Without a dateline that says what the metadata say already, and without a bare address that stands twice side by side. A dateline
 * that is told nowhere else stays: when a story was sent is evidence. `published`: EDTF, or null where nothing else tells it.
 */
export function withoutEcho(blocks: readonly DraftBlock[], published: string | null): DraftBlock[] {
  const day = published?.slice(0, 10);
  return blocks.filter(({ type, text: marked }, i) => {
    if (type !== 'paragraph') return true;
    const text = bare(marked);
    if (/^https?:\/\/\S+$/.test(text) && text === bare(blocks[i - 1]?.text ?? '')) return false;
    const atEdge = i < edge || i >= blocks.length - edge;
    return !(
      atEdge &&
      text.length <= longestDate &&
      text.split(/\s+/).length <= 5 &&
      /^\P{L}*(?:\p{L}+\P{L}+){0,3}$/u.test(text) &&
      day !== undefined &&
      writtenDate(text, null)?.slice(0, 10) === day
    );
  });
}
