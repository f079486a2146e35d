/** Whether the open photo is covered, here and from now on; stands in the reader's head and lends its commands. */
import { Menu } from '@base-ui/react/menu';
import { useQueryClient } from '@tanstack/react-query';
import { Eye, EyeOff } from 'lucide-react';
import type { Cover, Source } from '../../shared/model.ts';
import { Keys } from '../keys/Keys.tsx';
import { useApi } from '../state/client.tsx';
import { keys } from '../state/queries.ts';
import { useSelection } from '../state/selection.tsx';
import { type Command, useActions } from './commands.tsx';
import { useNotices } from './notices.tsx';
import { useCover } from './useCover.ts';

const choices = [
  { cover: 'as-case', word: 'As the case says', label: 'Cover this photo as the case says' },
  { cover: 'covered', word: 'Always covered', label: 'Always cover this photo' },
  { cover: 'open', word: 'Always open', label: 'Never cover this photo' },
] as const satisfies readonly { cover: Cover; word: string; label: string }[];

export function CoverMenu({ source, readOnly }: { source: Source; readOnly: boolean }) {
  const api = useApi();
  const client = useQueryClient();
  const open = useSelection((now) => now.open);
  const { fail } = useNotices();
  const { way, isCovered, reveal, coverAgain } = useCover(source);
  const turn = isCovered ? reveal : coverAgain;
  const turnWord = isCovered ? 'Reveal' : 'Cover again';
  const set = async (cover: Cover): Promise<void> => {
    if (!open) return;
    // To cover it means now, whoever revealed it before
    if (cover === 'covered') coverAgain();
    try {
      client.setQueryData(keys.source(open, source.id), await api.sources.cover({ case: open, source: source.id, cover }));
    } catch (error) {
      fail(error, 'The cover could not be changed.');
    }
  };
  const turning: Command[] = way
    ? [
        {
          id: 'cover-turn',
          label: `${turnWord}: photo ${source.ref}`,
          icon: isCovered ? Eye : EyeOff,
          action: 'case.reveal',
          words: 'blur grey hide show',
          run: turn,
        },
      ]
    : [];
  const lasting = readOnly ? [] : choices.filter(({ cover }) => cover !== source.cover);
  useActions([
    ...turning,
    ...lasting.map(
      ({ cover, label }): Command => ({
        id: `cover-${cover}`,
        label,
        icon: cover === 'open' ? Eye : EyeOff,
        words: 'blur grey hide show reveal',
        run: () => void set(cover),
      }),
    ),
  ]);
  if (!way && readOnly) return null;
  const told = isCovered ? 'Photo is covered' : way ? 'Photo is revealed in this window' : 'Photo is shown';
  return (
    <Menu.Root>
      <Menu.Trigger className="icon small" aria-label={told} title={told}>
        {isCovered ? <EyeOff size={15} aria-hidden="true" /> : <Eye size={15} aria-hidden="true" />}
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="end">
          <Menu.Popup className="menu">
            {way && (
              <Menu.Item onClick={turn}>
                {isCovered ? <Eye size={15} aria-hidden="true" /> : <EyeOff size={15} aria-hidden="true" />}
                {turnWord}
                <Keys of="case.reveal" />
              </Menu.Item>
            )}
            {way && !readOnly && <Menu.Separator />}
            {!readOnly && (
              <Menu.RadioGroup value={source.cover}>
                {choices.map(({ cover, word }) => (
                  <Menu.RadioItem key={cover} value={cover} closeOnClick onClick={() => void set(cover)}>
                    <Menu.RadioItemIndicator className="menu-dot" keepMounted />
                    {word}
                  </Menu.RadioItem>
                ))}
              </Menu.RadioGroup>
            )}
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
