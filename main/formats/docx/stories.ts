/** Parts that hold many small stories: comments, footnotes, endnotes. */
import type { DraftBlock } from '../rendition.ts';
import type { Comment } from './marks.ts';
import { type Shared, Story } from './story.ts';
import { type Element, readXml } from './xml.ts';

/** Reads each `item` of a part as a story of its own. */
export function readStories(
  bytes: Uint8Array,
  path: string,
  item: string,
  shared: Shared,
  take: (element: Element, story: Story) => void,
): void {
  let current: { element: Element; story: Story } | null = null;
  readXml(bytes, path, {
    open: (element) => {
      if (current) current.story.open(element);
      else if (element.name === item) current = { element, story: new Story(shared) };
    },
    close: (name) => {
      if (current && name === item) {
        take(current.element, current.story);
        current = null;
      } else current?.story.close(name);
    },
    text: (text) => current?.story.text(text),
  });
}

export const wordsOf = (blocks: readonly DraftBlock[]): string =>
  blocks
    .map((block) => block.text.trim())
    .filter((text) => text !== '')
    .join('\n');

/** Comments by id; `extended` (Word 2013) says which one answers which, and which are settled. */
export function readComments(bytes: Uint8Array, path: string, extended: Uint8Array | null, shared: Shared): Map<string, Comment> {
  const comments = new Map<string, Comment>();
  readStories(bytes, path, 'w:comment', shared, (element, story) => {
    const id = element.attribute('w:id') ?? '';
    const [author, date] = [element.attribute('w:author') ?? '', element.attribute('w:date') ?? ''];
    comments.set(id, { id, author, date, text: wordsOf(story.blocks), paragraph: story.lastParagraph, answers: undefined, done: false });
  });
  const byParagraph = new Map([...comments.values()].map((comment) => [comment.paragraph, comment]));
  if (extended)
    readXml(extended, 'commentsExtended', {
      open: (element) => {
        const comment = byParagraph.get(element.attribute('w15:paraId') ?? '-');
        if (!comment) return;
        comment.answers = byParagraph.get(element.attribute('w15:paraIdParent') ?? '-');
        comment.done = element.attribute('w15:done') === '1';
      },
      close: () => undefined,
    });
  return comments;
}
