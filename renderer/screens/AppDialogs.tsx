/** The dialogs that belong to the window, not to a case. The case's own are lazy with its screen. */
import { Dialog } from '../components/Dialog.tsx';
import { useSelection, useSelectionStore } from '../state/selection.tsx';
import { Chooser } from './chooser/Chooser.tsx';
import { NameDialog } from './home/NameDialog.tsx';
import { NewCase } from './home/NewCase.tsx';
import { KeySheet } from './palette/KeySheet.tsx';
import { Palette } from './palette/Palette.tsx';
import { DisplayDialog } from './settings/DisplayDialog.tsx';

const chooserTitles = {
  'open-case': 'Open a case',
  'new-case': 'New case',
  'save-report': 'Save the report as',
  'save-annotations': 'Save the annotations as',
  'open-annotations': 'Import annotations',
  'language-folder': 'Choose a folder with language data',
  'import-files': 'Import files',
  'import-folder': 'Import a folder',
} as const;

export default function AppDialogs() {
  const store = useSelectionStore();
  const dialog = useSelection((now) => now.dialog);
  const open = useSelection((now) => now.open);
  const close = () => {
    if (store.get().dialog === dialog) store.set({ dialog: null });
  };
  if (!dialog) return null;
  if (dialog.kind === 'new-case') return <NewCase onClose={close} />;
  if (dialog.kind === 'name') return <NameDialog onClose={close} />;
  if (dialog.kind === 'display') return <DisplayDialog onClose={close} />;
  if (dialog.kind === 'keys') return <KeySheet onClose={close} />;
  if (dialog.kind === 'palette') return <Palette open={open} onClose={close} />;
  if (dialog.kind === 'chooser') {
    const answer = (ticket: Parameters<typeof dialog.answer>[0]) => {
      close();
      dialog.answer(ticket);
    };
    return (
      <Dialog title={chooserTitles[dialog.purpose]} wide onClose={() => answer(null)}>
        <Chooser
          purpose={dialog.purpose}
          suggestedName={dialog.suggestedName}
          folderOnly={dialog.purpose === 'language-folder'}
          onChoose={({ ticket }) => answer(ticket)}
          onCancel={() => answer(null)}
        />
      </Dialog>
    );
  }
  return null;
}
