/** What the program is for, shown on one sentence. The wording is invented for this strip. */
import { Check, Newspaper } from 'lucide-react';
import { StanceSign } from '../../components/Stance.tsx';

export function Chain() {
  return (
    <ol className="chain">
      <li>
        <h3>
          <b aria-hidden="true">1</b> Original
        </h3>
        <div className="chain-card">
          <div className="chain-file">
            <Newspaper size={16} aria-hidden="true" />
            <div className="grow">
              <div className="strong cut">agency-report.html</div>
              <div className="muted small">86,412 bytes · 9 Jan 2023</div>
            </div>
          </div>
          <p className="mono muted chain-hash">
            9f3c 41d0 77be 02a5
            <br />… c81d 5520 e1a7
          </p>
        </div>
        <p>Imported bytes are copied, hashed and never written again.</p>
      </li>
      <li>
        <h3>
          <b aria-hidden="true">2</b> Excerpt
        </h3>
        <div className="chain-card">
          <p className="serif chain-quote">
            Neither building <span className="hedge">appeared</span> <span className="struck">to have taken a direct hit.</span>
          </p>
          <p className="small chain-exact">
            <Check size={13} aria-hidden="true" /> <b className="strong">exact</b> <span className="muted">S-001 ¶11</span>
          </p>
        </div>
        <p>You mark the exact words. Hedges are kept.</p>
      </li>
      <li>
        <h3>
          <b aria-hidden="true">3</b> Claim
        </h3>
        <div className="chain-card">
          <div className="chain-claim">
            <span className="ref">C-002</span>
            <div>
              <div className="strong">Both dormitories were hit.</div>
              <div className="muted small">A defence ministry, 8 Jan 2023</div>
            </div>
          </div>
          <div className="chain-link">
            <StanceSign stance="refutes" label={false} />
            <p>
              <b className="strong">refutes</b> <span className="muted">because reporters went to both buildings and looked.</span>
            </p>
          </div>
        </div>
        <p>You link it to what was claimed, and say why.</p>
      </li>
      <li>
        <h3>
          <b aria-hidden="true">4</b> Report
        </h3>
        <div className="chain-card chain-page">
          <p className="serif">
            Reporters who went there wrote that neither building “appeared” to have been hit.<sup>4</sup>
          </p>
          <hr />
          <p className="serif chain-note">
            <sup>4</sup> S-001 ¶11, agency report, 9 Jan 2023. <span className="mono">9f3c41d0</span>
          </p>
        </div>
        <p>Before each export every quote is compared with the original again.</p>
      </li>
    </ol>
  );
}
