/** What can be done on pages, for the palette. */
import {
  ChevronDown,
  ChevronUp,
  Hash,
  type LucideIcon,
  Maximize,
  Move,
  PanelLeft,
  SquareDashedMousePointer,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import { useCommands } from '../../../components/commands.tsx';
import type { ActionId } from '../../../keys/actions.ts';
import type { PageCommand } from './pdfKeys.ts';

type Row = readonly [action: ActionId, label: string, icon: LucideIcon, command: PageCommand];

const looking: readonly Row[] = [
  ['page.next', 'Next page', ChevronDown, { do: 'page', step: 1 }],
  ['page.previous', 'The page before', ChevronUp, { do: 'page', step: -1 }],
  ['page.go', 'Go to a page…', Hash, { do: 'go-to-page' }],
  ['page.small', 'Small pictures of the pages', PanelLeft, { do: 'small-pages' }],
  ['page.zoom-in', 'Pages larger', ZoomIn, { do: 'zoom', way: 1 }],
  ['page.zoom-out', 'Pages smaller', ZoomOut, { do: 'zoom', way: -1 }],
  ['page.fit-width', 'Fit the pages to the width', Maximize, { do: 'fit', to: 'width' }],
  ['page.fit-page', 'Fit whole pages', Maximize, { do: 'fit', to: 'page' }],
];
const marking: readonly Row[] = [
  ['page.region', 'New region on this page', SquareDashedMousePointer, { do: 'region' }],
  ['page.adjust', 'Adjust the chosen region', Move, { do: 'adjust' }],
];

export function usePageCommands(run: (command: PageCommand) => void, readOnly: boolean): void {
  useCommands(
    [...looking, ...(readOnly ? [] : marking)].map(([action, label, icon, command]) => ({
      id: action,
      label,
      icon,
      action,
      run: () => run(command),
    })),
  );
}
