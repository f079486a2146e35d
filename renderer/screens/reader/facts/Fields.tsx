/** Every field that the file holds, searchable. */
import { Search } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import type { FileField } from '../../../../shared/model.ts';
import { counted } from '../../../components/words.ts';
import { Fact, Nothing } from './Sheet.tsx';

const mostRows = 400;

export function Fields({ fields }: { fields: readonly FileField[] }) {
  const [wanted, setWanted] = useState('');
  const needle = useDeferredValue(wanted).trim().toLowerCase();
  const rows = useMemo(
    () => fields.filter(({ group, name, value }) => `${group} ${name} ${value}`.toLowerCase().includes(needle)),
    [fields, needle],
  );
  if (fields.length === 0)
    return (
      <Fact title="All fields">
        <Nothing />
      </Fact>
    );
  return (
    <Fact
      title="All fields"
      from={<span aria-live="polite">{needle ? `${rows.length} of ${fields.length}` : counted(fields.length, 'field')}</span>}
    >
      <div className="field">
        <Search size={14} aria-hidden="true" />
        <input
          type="search"
          aria-label="Search the file’s fields"
          placeholder="Search the fields"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
      </div>
      <table>
        <tbody>
          {rows.slice(0, mostRows).map(({ group, name, value }, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a file may hold the same field twice
            <tr key={`${group} ${name} ${index}`}>
              <th scope="row" title={group}>
                {name}
              </th>
              <td className="wrap" dir="auto">
                {value}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 && <p className="muted">No field holds “{wanted.trim()}”.</p>}
      {rows.length > mostRows && <p className="muted">The first {mostRows} are shown; search for others.</p>}
    </Fact>
  );
}
