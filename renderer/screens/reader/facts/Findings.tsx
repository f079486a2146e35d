/** What a reader of the file noticed, in sentences; each names the field or part that it was seen in. */
import type { Source } from '../../../../shared/model.ts';
import { counted } from '../../../components/words.ts';
import { useCaseHere } from '../../case/CaseContext.tsx';
import { look } from '../../import/itemWords.ts';
import { ReadByMachine } from '../ReadByMachine.tsx';
import { Fact } from './Sheet.tsx';

export function Findings({ source }: { source: Source }) {
  const { handle } = useCaseHere();
  const findings = source.metadata.findings ?? [];
  return (
    <Fact title="To look at" from={findings.length === 0 ? null : counted(findings.length, 'finding')}>
      {findings.length === 0 ? (
        <p className="muted">Nothing that a reader of the file noticed.</p>
      ) : (
        <ul className="rs-findings">
          {findings.map(({ code, message, from }, index) => {
            const { title, icon: Icon } = look[code];
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same may be found twice, and the list never changes
              <li key={index} data-code={code}>
                <Icon size={15} aria-hidden="true" />
                <div>
                  <b className="strong">{title}</b>
                  <p dir="auto" className="wrap">
                    {message}
                  </p>
                  <small>{from}</small>
                  {code === 'scanned-pages' && <ReadByMachine handle={handle} source={source.id} compact />}
                </div>
              </li>
            );
          })}
        </ul>
      )}
    </Fact>
  );
}
