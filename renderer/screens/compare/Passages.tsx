/** Passages that two texts share, each beside the other, with the place that citations use. */
import type { SharedPassage } from '../../../shared/contract.ts';
import type { Source } from '../../../shared/model.ts';
import { SourceHead } from './SourceHead.tsx';

export function Passages({ a, b, passages }: { a: Source; b: Source; passages: readonly SharedPassage[] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and must do so by keyboard
    <section className="diff-scroll" tabIndex={0} data-f6-focus aria-label="Shared passages">
      <table className="diff">
        <colgroup>
          <col className="diff-number" />
          <col />
          <col className="diff-number" />
          <col />
        </colgroup>
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              <SourceHead source={a} />
            </th>
            <th scope="col" colSpan={2}>
              <SourceHead source={b} />
            </th>
          </tr>
        </thead>
        <tbody>
          {passages.map((passage) => (
            <tr key={`${passage.a.start} ${passage.b.start}`}>
              <td className="diff-number">{passage.a.place}</td>
              <td className="diff-text" dir="auto">
                {passage.a.text.replace(/\s+/g, ' ')}
              </td>
              <td className="diff-number">{passage.b.place}</td>
              <td className="diff-text" dir="auto">
                {passage.b.text.replace(/\s+/g, ' ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
