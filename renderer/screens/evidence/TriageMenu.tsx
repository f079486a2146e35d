/** The state of the open source, and the way to another; stands in the reader's head. */
import { Menu } from '@base-ui/react/menu';
import { ChevronDown } from 'lucide-react';
import type { Source } from '../../../shared/model.ts';
import { Keys } from '../../keys/Keys.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import { TriageSign } from './TriageSign.tsx';
import { triageAction, triages, triageWords } from './triageWords.ts';
import { useTriage } from './useTriage.ts';

export function TriageMenu({ source }: { source: Source }) {
  const { readOnly } = useCaseHere();
  const { sort, readAndNext } = useTriage();
  const { triage } = source;
  if (readOnly)
    return (
      <span className="triage-state">
        <TriageSign triage={triage} />
        {triageWords[triage]}
      </span>
    );
  return (
    <Menu.Root>
      <Menu.Trigger className="btn small triage-state" aria-label={`State: ${triageWords[triage]}`}>
        <TriageSign triage={triage} />
        <span className="triage-word">{triageWords[triage]}</span>
        <ChevronDown size={12} aria-hidden="true" />
      </Menu.Trigger>
      <Menu.Portal>
        <Menu.Positioner sideOffset={4} align="end">
          <Menu.Popup className="menu">
            <Menu.RadioGroup value={triage}>
              {triages.map((one) => (
                <Menu.RadioItem key={one} value={one} closeOnClick onClick={() => void sort([source.id], one)}>
                  <Menu.RadioItemIndicator className="menu-dot" keepMounted />
                  {triageWords[one]}
                  <Keys of={triageAction[one]} />
                </Menu.RadioItem>
              ))}
            </Menu.RadioGroup>
            <Menu.Separator />
            <Menu.Item onClick={() => void readAndNext()}>
              Read, to the next new one
              <Keys of="triage.read-next" />
            </Menu.Item>
          </Menu.Popup>
        </Menu.Positioner>
      </Menu.Portal>
    </Menu.Root>
  );
}
