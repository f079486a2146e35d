/** The form that makes a case: its title at least; number, author and place as they should stand in the report. */
import { useState } from 'react';
import type { Ticket } from '../../../shared/model.ts';
import { Dialog } from '../../components/Dialog.tsx';
import { FormFailure } from '../../components/FormFailure.tsx';
import { Labelled } from '../../components/Labelled.tsx';
import { useForm } from '../../components/useForm.ts';
import { folderName } from '../../components/words.ts';
import { useApi } from '../../state/client.tsx';
import { useAbout, useSettings } from '../../state/queries.ts';
import { useDoors } from '../case/doors.ts';
import { Chooser, type Chosen } from '../chooser/Chooser.tsx';

const mostTries = 50;

export function NewCase({ onClose }: { onClose(): void }) {
  const api = useApi();
  const about = useAbout().data;
  const settings = useSettings().data;
  const { enter } = useDoors();
  const { submit, busy, failure } = useForm();
  const [title, setTitle] = useState('');
  const [number, setNumber] = useState('');
  const [author, setAuthor] = useState<string | null>(null);
  /** A folder for the case to be made in; null is the default place. */
  const [folder, setFolder] = useState<Chosen | null>(null);
  /** The case's own place, where the system's dialog named it. */
  const [exact, setExact] = useState<Ticket | null>(null);
  const [choosing, setChoosing] = useState(false);
  const writer = author ?? settings?.authorName ?? '';

  const placeFor = async (): Promise<Ticket> => {
    if (exact) return exact;
    const into = folder?.ticket ?? (await api.files.places()).places[0]?.ticket;
    if (!into) throw new Error('No folder is known; choose one.');
    const name = folderName(title);
    for (let n = 1; n <= mostTries; n += 1) {
      const target = await api.files.target({ folder: into, name: `${name}${n === 1 ? '' : ` ${n}`}.case` });
      if (!target.exists) return target.ticket;
    }
    throw new Error(`There are already ${mostTries} cases called ${name} there.`);
  };
  const send = (event: React.SubmitEvent) => {
    event.preventDefault();
    void submit(async () => {
      const opened = await api.cases.create({
        at: await placeFor(),
        details: { title: title.trim(), number: number.trim(), author: writer.trim() },
      });
      onClose();
      enter(opened);
    });
  };
  const chooseElsewhere = async () => {
    if (about?.chooser !== 'native') return setChoosing(true);
    await submit(async () => {
      const { tickets } = await api.files.choose({ for: 'new-case', suggestedName: `${folderName(title)}.case` });
      if (tickets[0]) setExact(tickets[0]);
    });
  };

  if (choosing)
    return (
      <Dialog title="Where should the case be kept?" wide onClose={() => setChoosing(false)}>
        <Chooser
          purpose="new-case"
          suggestedName=""
          folderOnly
          onCancel={() => setChoosing(false)}
          onChoose={(chosen) => {
            setFolder(chosen);
            setChoosing(false);
          }}
        />
      </Dialog>
    );
  return (
    <Dialog title="New case" lead="A case is one folder that holds everything: originals, notes and the log." onClose={onClose}>
      <form className="form" onSubmit={send}>
        <Labelled label="Title" hint="What is looked into, in a few words.">
          {(field) => (
            <input
              {...field}
              className="input"
              value={title}
              required
              maxLength={300}
              dir="auto"
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Labelled>
        <div className="row">
          <Labelled label="Number" hint="Yours, if you number cases.">
            {(field) => (
              <input {...field} className="input" value={number} maxLength={100} onChange={(event) => setNumber(event.target.value)} />
            )}
          </Labelled>
          <Labelled label="Author" hint="As it should stand on the report.">
            {(field) => (
              <input
                {...field}
                className="input"
                value={writer}
                maxLength={300}
                dir="auto"
                onChange={(event) => setAuthor(event.target.value)}
              />
            )}
          </Labelled>
        </div>
        <div className="labelled">
          <span className="label">Where</span>
          <div className="where">
            <span className="mono wrap grow" dir="ltr">
              {exact
                ? 'As chosen in the system’s dialog'
                : `${folder?.place ?? about?.casesPlace ?? '…'}/${folderName(title || 'Untitled')}.case`}
            </span>
            <button type="button" className="btn small" onClick={() => void chooseElsewhere()}>
              Choose another place…
            </button>
          </div>
        </div>
        {failure && <FormFailure failure={failure} />}
        <footer className="actions">
          <button type="button" className="btn" onClick={onClose}>
            Cancel
          </button>
          <button type="submit" className="btn primary" disabled={busy || title.trim() === ''}>
            {busy ? 'Making the case…' : 'Make the case'}
          </button>
        </footer>
      </form>
    </Dialog>
  );
}
