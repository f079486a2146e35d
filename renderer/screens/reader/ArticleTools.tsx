/** Over a text: its outline, finding in it, its letters, and the way it looked. */
import { FileCode2, ListTree, Search } from 'lucide-react';
import { Keys } from '../../keys/Keys.tsx';
import { useKeymap } from '../../keys/useKeymap.ts';
import type { Heading } from './outline.ts';
import { SizeMenu } from './SizeMenu.tsx';
import type { Reading } from './textSize.ts';

interface Props {
  headings: readonly Heading[];
  section: Heading | null;
  outline: boolean;
  finding: boolean;
  /** Null where the source had no look of its own. */
  look: boolean | null;
  reading: Reading;
  onOutline(): void;
  onFind(): void;
  onLook(): void;
  onReading(reading: Reading): void;
}

export function ArticleTools({ headings, section, outline, finding, look, reading, onOutline, onFind, onLook, onReading }: Props) {
  const keymap = useKeymap();
  return (
    <div className="rt" role="toolbar" aria-label="Tools for the text">
      {headings.length > 0 && (
        <button
          type="button"
          className="rt-button rt-outline"
          aria-expanded={outline}
          title={keymap.titled('Outline: the headings of this text', 'text.outline')}
          onClick={onOutline}
        >
          <ListTree size={15} aria-hidden="true" />
          <span className="vh">Outline</span>
          <bdi className="cut" aria-hidden={section ? undefined : true}>
            {section ? section.block.text.replace(/\s+/g, ' ') : `${headings.length} headings`}
          </bdi>
        </button>
      )}
      <span className="grow" />
      <button type="button" className="rt-button" aria-expanded={finding} onClick={onFind}>
        <Search size={14} aria-hidden="true" />
        <span>Find</span> <Keys of="reader.find" />
      </button>
      <SizeMenu reading={reading} onChange={onReading} />
      {look !== null && (
        <button
          type="button"
          className="rt-button"
          aria-pressed={look}
          title={keymap.titled('The page as it looked; nothing in it runs', 'text.appearance')}
          onClick={onLook}
        >
          <FileCode2 size={15} aria-hidden="true" />
          <span>As it looked</span>
        </button>
      )}
    </div>
  );
}
