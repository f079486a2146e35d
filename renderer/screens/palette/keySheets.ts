/** Every key the window knows, by where it works. Keys of one row that can be pressed apart stand apart. */
export interface KeySheetPart {
  readonly where: string;
  readonly keys: readonly { readonly press: readonly string[]; readonly does: string }[];
}
const row = (press: string, does: string) => ({ press: press.split(' | '), does });

export const keySheets: readonly KeySheetPart[] = [
  {
    where: 'Everywhere',
    keys: [
      row('Ctrl K', 'Search, or run a command'),
      row('Ctrl N', 'New claim in a case, new case at the start'),
      row('Ctrl O', 'Open a case'),
      row('?', 'This sheet'),
      row('Esc', 'Close, cancel'),
    ],
  },
  {
    where: 'In a case',
    keys: [
      row('Ctrl Z | Ctrl Shift Z', 'Undo, redo'),
      row('Ctrl E', 'Export the report as PDF'),
      row('Ctrl V', 'Import what is on the clipboard'),
      row('Ctrl I', 'To the import screen'),
      row('F6 | Shift F6', 'Next panel, the one before'),
    ],
  },
  {
    where: 'Sources and claims',
    keys: [
      row('↑ | ↓', 'Next source, next claim'),
      row('Enter', 'Open it; show evidence at its place'),
      row('I', 'What the file of the open source says'),
      row('Alt ↑ | Alt ↓', 'Move a claim or a piece of evidence'),
      row('Alt → | Alt ←', 'Put a claim under the one above, or take it out'),
    ],
  },
  {
    where: 'Import screen',
    keys: [
      row('I', 'Import files'),
      row('Space', 'In the list: pause, go on'),
      row('↑ | ↓', 'Next file, the one before'),
      row('Enter', 'Open its source'),
      row('N', 'Next to look at'),
    ],
  },
  {
    where: 'Two photos compared',
    keys: [row('K', 'Blink: one at the place of the other'), row('← | →', 'Move the line of the one laid over')],
  },
  {
    where: 'Article or photo',
    keys: [
      row('N', 'To a new claim instead'),
      row('B', 'Because: the reason for the newest link'),
      row('Enter', 'Shows all these choices'),
      row('Esc', 'Let go of what is in hand'),
    ],
  },
  {
    where: 'Article',
    keys: [
      row('J | K', 'Next sentence, the one before'),
      row('Shift J | Shift K', 'Next mark, the one before'),
      row('] | Shift →', 'End one word later'),
      row('[ | Shift ←', 'End one word sooner'),
      row('} | Shift ↓', 'Begin one word later'),
      row('{ | Shift ↑', 'Begin one word sooner'),
      row('M', 'Mark only, link later'),
    ],
  },
  {
    where: 'Photo',
    keys: [
      row('M', 'New region; again: mark only'),
      row('W', 'The whole photo as one region'),
      row('A', 'Adjust the chosen region'),
      row('J | K', 'Next region, the one before'),
      row('+ | − | 0', 'Zoom in, zoom out, fit'),
      row('← | → | ↑ | ↓', 'Move over the photo'),
    ],
  },
  {
    where: 'Photo, region in hand',
    keys: [
      row('← | → | ↑ | ↓', 'Move it by a pixel'),
      row('Shift', 'With an arrow: size it'),
      row('Ctrl', 'With an arrow: steps of ten'),
      row('Enter', 'Keep it: link a new one, save an old one'),
    ],
  },
];
