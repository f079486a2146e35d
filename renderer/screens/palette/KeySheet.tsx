/** The keys, and how each stance is told wherever it stands: by its sign on a surface, by its line under words and around regions. */
import { stances } from '../../../shared/model.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { StanceSign, stanceTelling } from '../../components/Stance.tsx';
import { keySheets } from './keySheets.ts';
import './keys.css';

export function KeySheet({ onClose }: { onClose(): void }) {
  return (
    <Dialog title="Keys" lead="Everything can be done without a mouse." wide onClose={onClose}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard */}
      <section className="keysheet" aria-label="Keys and signs" tabIndex={0}>
        <section className="keysheet-signs">
          <h3>Link what is in hand to the open claim</h3>
          <ul>
            {stances.map((stance) => (
              <li key={stance} data-stance={stance}>
                <kbd>{stanceTelling[stance].key}</kbd>
                <StanceSign stance={stance} label={false} />
                <span className="keysheet-line">{stanceTelling[stance].word}</span>
              </li>
            ))}
          </ul>
        </section>
        {keySheets.map(({ where, keys }) => (
          <section key={where}>
            <h3>{where}</h3>
            <dl>
              {keys.map(({ press, does }) => (
                <div key={press.join()}>
                  <dt>
                    {press.map((key) => (
                      <kbd key={key}>{key}</kbd>
                    ))}
                  </dt>
                  <dd>{does}</dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </section>
    </Dialog>
  );
}
