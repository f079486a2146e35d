/** A locked file asks for its password where it stands, and blocks nothing. */
import { Eye, EyeOff, LockKeyhole } from 'lucide-react';
import { useState } from 'react';
import type { SourceId } from '../../../shared/model.ts';
import { FormFailure } from '../../components/FormFailure.tsx';
import { useNotices } from '../../components/notices.tsx';
import { useForm } from '../../components/useForm.ts';
import { useApi } from '../../state/client.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';

export function Unlock({ source, name }: { source: SourceId; name: string }) {
  const api = useApi();
  const { handle } = useCaseHere();
  const { tell } = useNotices();
  const { submit, busy, failure } = useForm();
  const [password, setPassword] = useState('');
  const [seen, setSeen] = useState(false);
  const open = () =>
    submit(async () => {
      const { ref } = await api.imports.unlock({ case: handle, source, password });
      setPassword('');
      tell({ title: `${ref} can be read now.` });
    });
  return (
    <form
      className="unlock"
      onSubmit={(event) => {
        event.preventDefault();
        if (password !== '') void open();
      }}
    >
      <span className="field grow">
        <LockKeyhole size={14} aria-hidden="true" />
        <input
          type={seen ? 'text' : 'password'}
          aria-label={`Password of ${name}`}
          placeholder="Password"
          autoComplete="off"
          value={password}
          onChange={(event) => setPassword(event.target.value)}
        />
        <button
          type="button"
          className="icon small"
          aria-label={seen ? 'Hide the password' : 'Show the password'}
          onClick={() => setSeen(!seen)}
        >
          {seen ? <EyeOff size={14} aria-hidden="true" /> : <Eye size={14} aria-hidden="true" />}
        </button>
      </span>
      <button type="submit" className="btn small primary" disabled={busy || password === ''}>
        {busy ? 'Trying…' : 'Try'}
      </button>
      {failure && <FormFailure failure={failure} />}
    </form>
  );
}
