/** What can be done on a photo, for the palette of commands: the same actions that its keys run. */
import {
  Contrast,
  EyeOff,
  FlipHorizontal2,
  type LucideIcon,
  Maximize,
  Move,
  Pentagon,
  RotateCcw,
  RotateCw,
  Ruler,
  Scan,
  Search,
  SkipBack,
  SkipForward,
  SquareDashedMousePointer,
  Undo2,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { useCommands } from '../../../components/commands.tsx';
import { type ActionId, actions } from '../../../keys/actions.ts';
import { type PhotoCommand, photoCommandOf } from '../photoKeys.ts';

const looking = {
  'photo.next-region': SkipForward,
  'photo.previous-region': SkipBack,
  'photo.measure': Ruler,
  'photo.loupe': Search,
  'photo.power': Search,
  'photo.turn-right': RotateCw,
  'photo.turn-left': RotateCcw,
  'photo.mirror': FlipHorizontal2,
  'photo.light': Contrast,
  'photo.as-is': Undo2,
  'photo.hide': EyeOff,
  'photo.zoom-in': ZoomIn,
  'photo.zoom-out': ZoomOut,
  'photo.actual': Maximize,
  'photo.fit': Maximize,
} as const satisfies Partial<Record<ActionId, LucideIcon>>;
const marking = {
  'photo.region': SquareDashedMousePointer,
  'photo.outline': Pentagon,
  'photo.whole': Scan,
  'photo.adjust': Move,
} as const satisfies Partial<Record<ActionId, LucideIcon>>;

export function usePhotoCommands(run: (command: PhotoCommand) => void, readOnly: boolean): void {
  const icons: Readonly<Partial<Record<ActionId, LucideIcon>>> = readOnly ? looking : { ...marking, ...looking };
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the tables' own keys, which Object.keys cannot say
  const ids = Object.keys(icons) as ActionId[];
  useCommands(
    ids.flatMap((id) => {
      const [icon, command] = [icons[id], photoCommandOf(id)];
      return icon && command ? [{ id, label: `Photo: ${actions[id].words}`, icon, action: id, run: () => run(command) }] : [];
    }),
  );
}
