/** Where was I, what waits, is it safe? The doors on the left, recent cases and the sentence's way on the right. */
import {
  CornerDownRight,
  Download,
  FolderOpen,
  FolderPlus,
  GraduationCap,
  HardDrive,
  type LucideIcon,
  UserRound,
  WifiOff,
} from 'lucide-react';
import type { RecentCase } from '../../../shared/contract.ts';
import { useActions } from '../../components/commands.tsx';
import { useNotices } from '../../components/notices.tsx';
import { useDrop } from '../../components/useDrop.ts';
import { bytes, when } from '../../components/words.ts';
import type { ActionId } from '../../keys/actions.ts';
import { Keys } from '../../keys/Keys.tsx';
import { ticketFor } from '../../state/client.tsx';
import { useAbout, useRecent, useSettings } from '../../state/queries.ts';
import { useSelectionStore } from '../../state/selection.tsx';
import { useDoors } from '../case/doors.ts';
import { Brand, DisplayButton, SearchButton, ThemeButton, useWindowCommands } from '../frame.tsx';
import { Chain } from './Chain.tsx';
import { opens, Recent } from './Recent.tsx';
import { Steps } from './Steps.tsx';
import './home.css';
import '../evidence/forms.css';

export function Home() {
  const store = useSelectionStore();
  const doors = useDoors();
  const { tell, fail } = useNotices();
  const recent = useRecent();
  const about = useAbout().data;
  const cases = recent.data?.cases ?? [];
  const last = cases.find(opens);
  const first = recent.isSuccess && cases.length === 0;
  const open = (one: RecentCase) =>
    opens(one) ? void doors.openCase(one.ticket) : tell({ title: `“${one.title}” cannot be opened now.`, body: one.note });
  const newCase = () => store.set({ dialog: { kind: 'new-case' } });
  useActions([
    { id: 'new-case', label: 'New case…', icon: FolderPlus, action: 'start.new-case', run: newCase },
    { id: 'open-case', label: 'Open a case…', icon: FolderOpen, action: 'app.open', run: () => void doors.openChosen() },
    { id: 'sample', label: 'Open the sample case', icon: GraduationCap, run: () => void doors.openSample() },
    ...cases.map((one) => ({
      id: `case-${one.ticket}`,
      label: `Open “${one.title}”`,
      words: `${one.number} ${one.place}`,
      icon: FolderOpen,
      run: () => open(one),
    })),
    { id: 'name', label: 'Set your name…', icon: UserRound, run: () => store.set({ dialog: { kind: 'name' } }) },
  ]);
  useWindowCommands();
  const dropping = useDrop(async (dropped) => {
    const folder = dropped.find((file) => file.name.endsWith('.case'));
    if (window.assayShell && folder) {
      try {
        await doors.openCase(await ticketFor(folder));
      } catch (error) {
        fail(error, 'The case could not be opened.');
      }
    } else if (dropped.length > 0)
      tell({
        title: 'A case is opened first, then files are dropped on it.',
        body: 'Choose New case or Open a case, and drop the files again.',
      });
  });

  return (
    <div className="app" data-dropping={dropping || undefined}>
      <header className="top">
        <Brand />
        <span className="grow" />
        <SearchButton />
        <DisplayButton />
        <ThemeButton />
      </header>
      <main className="home">
        <h1 className="vh">Assay: start</h1>
        <section className="panel start" aria-label="Start" data-f6 tabIndex={-1}>
          <h2>{last ? 'Continue' : 'Start with a case'}</h2>
          <p className="start-lead">
            {last ? `Where you stopped: ${when(last.openedAt)}.` : 'A case holds one investigation in one folder.'}
          </p>
          {last && <Door primary icon={CornerDownRight} name={last.title} words={last.note} onClick={() => open(last)} />}
          <Door
            primary={first}
            icon={FolderPlus}
            name="New case"
            words="A folder on this machine or on a drive"
            action="start.new-case"
            onClick={newCase}
          />
          <Door icon={FolderOpen} name="Open a case" words="A .case folder" action="app.open" onClick={() => void doors.openChosen()} />
          <Door
            hint={first}
            icon={GraduationCap}
            name="Sample case"
            words={first ? 'Not sure? Ten minutes, nothing to set up' : 'Two dormitories, January 2023'}
            onClick={() => void doors.openSample()}
          />
          {window.assayShell && (
            <p className="drop-hint">
              <Download size={15} aria-hidden="true" />
              Or drop a case folder anywhere in this window.
            </p>
          )}
          <Facts />
        </section>
        <div className="home-main" data-f6 tabIndex={-1}>
          {!first && cases.length > 0 && <Recent cases={cases} open={open} />}
          {recent.isPending && (
            <p className="panel empty" role="status">
              Looking at your recent cases…
            </p>
          )}
          <section className="panel home-box" aria-labelledby="chain-heading">
            <div className="phead">
              <h2 id="chain-heading">One sentence, from bytes to report</h2>
              <span className="n cut">every statement can be walked back, from right to left</span>
              <span className="grow" />
              {!first && (
                <button type="button" className="btn small" onClick={() => void doors.openSample()}>
                  <GraduationCap size={14} aria-hidden="true" />
                  Open the sample case
                </button>
              )}
            </div>
            <Chain />
          </section>
          {first && (
            <section className="panel home-box home-fill" aria-labelledby="steps-heading">
              <div className="phead">
                <h2 id="steps-heading">The sample case in five steps</h2>
                <span className="n cut">start anywhere, leave any time; nothing you do there touches other cases</span>
                <span className="grow" />
                <button type="button" className="btn small" onClick={() => void doors.openSample()}>
                  <GraduationCap size={14} aria-hidden="true" />
                  Open the sample case
                </button>
              </div>
              <Steps />
            </section>
          )}
        </div>
      </main>
      <footer className="foot">
        <span>
          <WifiOff size={14} aria-hidden="true" />
          Offline, no network access
        </span>
        {about && (
          <span className="cut">
            <HardDrive size={14} aria-hidden="true" />
            Cases are kept in {about.casesPlace}
            {about.freeBytes === null ? '' : ` · ${bytes(about.freeBytes)} free`}
          </span>
        )}
        <span className="grow" />
        <span className="foot-keys">
          <Keys of="app.palette" /> search <Keys of="app.keys" /> keys
        </span>
      </footer>
      {dropping && <div className="drop-veil">Drop it to open it</div>}
    </div>
  );
}

function Facts() {
  const store = useSelectionStore();
  const settings = useSettings().data;
  const name = settings?.authorName.trim() ?? '';
  return (
    <ul className="facts">
      <li>
        <WifiOff size={15} aria-hidden="true" />
        <span>This program makes no network request, at all.</span>
      </li>
      <li>
        <HardDrive size={15} aria-hidden="true" />
        <span>Nothing is copied outside the folder you choose.</span>
      </li>
      <li className="facts-me">
        <UserRound size={15} aria-hidden="true" />
        <span>
          {name ? (
            <>
              <b className="strong" dir="auto">
                {name}
              </b>{' '}
              stands on entries made here.{' '}
            </>
          ) : (
            'No name set: your entries stand in the log as “Unnamed”. '
          )}
          <button type="button" className="textlink" onClick={() => store.set({ dialog: { kind: 'name' } })}>
            {name ? 'Change the name' : 'Set your name'}
          </button>
        </span>
      </li>
    </ul>
  );
}

interface DoorProps {
  icon: LucideIcon;
  name: string;
  words: string;
  action?: ActionId;
  primary?: boolean;
  hint?: boolean;
  onClick(): void;
}
function Door({ icon: Icon, name, words, action, primary = false, hint = false, onClick }: DoorProps) {
  return (
    <button type="button" className="door" data-primary={primary || undefined} data-hint={hint || undefined} onClick={onClick}>
      <span className="tile">
        <Icon size={17} aria-hidden="true" />
      </span>
      <b className="strong cut" dir="auto">
        {name}
      </b>
      {action ? <Keys of={action} /> : <span />}
      <small className="cut">{words}</small>
    </button>
  );
}
