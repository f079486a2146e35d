/** A document can be looked at as its pages and read as its text. */
import { FileText, GalleryVertical } from 'lucide-react';
import { useActions } from '../../../components/commands.tsx';
import type { Paper } from './usePaper.ts';

export function PagesOrText({ paper, onShow }: { paper: Paper; onShow(paper: 'pages' | 'text'): void }) {
  const isText = paper.state === 'text';
  const cannot = paper.because !== null;
  const other = isText
    ? { label: 'Show the pages of this document', icon: GalleryVertical, run: () => onShow('pages') }
    : { label: 'Show the text of this document', icon: FileText, run: () => onShow('text') };
  useActions(cannot ? [] : [{ id: 'page.as-text', action: 'page.as-text', ...other }]);
  return (
    <fieldset className="segments" aria-label="Show">
      <button type="button" aria-pressed={!isText} disabled={cannot} title={paper.because ?? undefined} onClick={() => onShow('pages')}>
        Pages
      </button>
      <button type="button" aria-pressed={isText} onClick={() => onShow('text')}>
        Text
      </button>
    </fieldset>
  );
}
