/** The pages as small pictures at the side: those in sight only, the rest as room. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, useState } from 'react';
import { pageUrl } from '../../../../shared/blobs.ts';
import type { CaseHandle, Sha256 } from '../../../../shared/model.ts';
import type { PageFacts } from './pageMarks.ts';

interface Props {
  handle: CaseHandle;
  original: Sha256;
  pages: readonly PageFacts[];
  current: number;
  /** How many marks stand on a page. */
  marksOn(page: number): number;
  onPage(page: number): void;
}

const width = 86;
const heightOf = (page: PageFacts | undefined): number => (page ? Math.min(220, (width * page.height) / page.width) : 120);
const under = 26;

export function SmallPages({ handle, original, pages, current, marksOn, onPage }: Props) {
  const scroller = useRef<HTMLElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- its functions are called in render and in handlers, never memoised
  const rows = useVirtualizer({
    count: pages.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heightOf(pages[index]) + under,
    overscan: 3,
  });
  const { scrollToIndex } = rows;
  useEffect(() => scrollToIndex(current - 1, { align: 'auto' }), [current, scrollToIndex]);
  return (
    <nav ref={scroller} className="ps" aria-label="Small pictures of the pages">
      <ol style={{ height: rows.getTotalSize() }}>
        {rows.getVirtualItems().map(({ index, start }) => {
          const page = index + 1;
          const marks = marksOn(page);
          return (
            <li key={page} style={{ top: start }}>
              <button
                type="button"
                aria-current={page === current ? 'page' : undefined}
                aria-label={`Page ${page}${marks > 0 ? `, ${marks} marked` : ''}`}
                onClick={() => onPage(page)}
              >
                <Small url={pageUrl(handle, original, page, 'thumbnail')} height={heightOf(pages[index])} />
                <span>
                  {pages[index]?.label ?? page}
                  {marks > 0 && <b>{marks}</b>}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
    </nav>
  );
}

function Small({ url, height }: { url: string; height: number }) {
  const [failed, setFailed] = useState(false);
  // What is only scrolled past is not drawn
  const [stays, setStays] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setStays(true), 200);
    return () => clearTimeout(timer);
  }, []);
  return (
    <span className="ps-picture" style={{ height, width }}>
      {stays && !failed && <img src={url} alt="" decoding="async" onError={() => setFailed(true)} />}
    </span>
  );
}
