import { Dialog } from '../../components/Dialog.tsx';
import './keys.css';

/** Every key the window knows, by where it works. */
const sheets: readonly { readonly where: string; readonly keys: readonly (readonly [string, string])[] }[] = [
  {
    where: 'Everywhere',
    keys: [
      ['Ctrl K', 'Search, or run a command'],
      ['Ctrl N', 'New claim in a case, new case at the start'],
      ['Ctrl O', 'Open a case'],
      ['?', 'This sheet'],
      ['Esc', 'Close, cancel'],
    ],
  },
  {
    where: 'In a case',
    keys: [
      ['Ctrl Z', 'Undo'],
      ['Ctrl Shift Z', 'Redo'],
      ['Ctrl E', 'Export the report as PDF'],
      ['Ctrl V', 'Import what is on the clipboard'],
      ['F6', 'Next panel; with Shift, the one before'],
    ],
  },
  {
    where: 'Sources and claims',
    keys: [
      ['↑ ↓', 'Next source, next claim'],
      ['Enter', 'Open it; show evidence at its place'],
      ['Alt ↑ Alt ↓', 'Move a claim or a piece of evidence'],
      ['Alt → Alt ←', 'Put a claim under the one above, or take it out'],
    ],
  },
  {
    where: 'Reading',
    keys: [
      ['J K', 'Next sentence, the one before'],
      ['S', 'Link as supporting the open claim'],
      ['R', 'Link as refuting it'],
      ['V', 'Link as failing to verify it'],
      ['C', 'Link as context'],
    ],
  },
];

export function KeySheet({ onClose }: { onClose(): void }) {
  return (
    <Dialog title="Keys" lead="Everything can be done without a mouse." wide onClose={onClose}>
      <div className="keysheet">
        {sheets.map(({ where, keys }) => (
          <section key={where}>
            <h3>{where}</h3>
            <dl>
              {keys.map(([key, does]) => (
                <div key={key}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
