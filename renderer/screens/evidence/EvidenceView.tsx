/** The main screen: sources, the reader, claims; side by side where there is room, else a drawer and a tab. */
import { Dialog as Base } from '@base-ui/react/dialog';
import { useQuery } from '@tanstack/react-query';
import { FileInput, PanelLeft, X } from 'lucide-react';
import { lazy, Suspense, useCallback, useEffect } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import type { OpenCase } from '../../../shared/contract.ts';
import type { Failure } from '../../../shared/errors.ts';
import type { ClaimId, ExcerptId } from '../../../shared/model.ts';
import { Boundary } from '../../components/Boundary.tsx';
import { useNotices } from '../../components/notices.tsx';
import { useMedia } from '../../components/useMedia.ts';
import { Waiting } from '../../components/Waiting.tsx';
import { useApi } from '../../state/client.tsx';
import type { Draft } from '../../state/draft.ts';
import { sourcesPageOptions, useClaims } from '../../state/queries.ts';
import { useSelection, useSelectionStore } from '../../state/selection.tsx';
import { useCaseHere } from '../case/CaseContext.tsx';
import type { ImportDoors } from '../import/useImportDoors.tsx';
import { ClaimsPanel } from './ClaimsPanel.tsx';
import { SourcesPanel } from './SourcesPanel.tsx';
import { useEvidenceCommands } from './useEvidenceCommands.ts';
import './evidence.css';

const ReaderPane = lazy(() => import('../reader/ReaderPane.tsx').then(({ ReaderPane: pane }) => ({ default: pane })));
/** Below this there is no room for three panels. */
const narrow = '(max-width: 1179px)';

interface Props {
  info: OpenCase;
  doors: ImportDoors;
}

export function EvidenceView(props: Props) {
  useFirstSource();
  useEvidenceCommands();
  return useMedia(narrow) ? <Narrow {...props} /> : <Wide {...props} />;
}

/** A case opens on its first source, so that there is something to read. */
function useFirstSource(): void {
  const { handle } = useCaseHere();
  const api = useApi();
  const store = useSelectionStore();
  const chosen = useSelection((now) => now.source);
  const first = useQuery({ ...sourcesPageOptions(api, handle, 'all', '', 0), enabled: chosen === null }).data?.rows[0]?.id;
  useEffect(() => {
    if (!chosen && first) store.set({ source: first });
  }, [chosen, first, store]);
}

function Wide({ info, doors }: Props) {
  return (
    <Group orientation="horizontal" className="evidence" id="evidence">
      <Panel id="sources" defaultSize="326px" minSize="230px" maxSize="520px" groupResizeBehavior="preserve-pixel-size">
        <SourcesPanel info={info} doors={doors} />
      </Panel>
      <Separator className="separator" aria-label="Width of the sources" />
      <Panel id="reader" minSize="380px">
        <Reader info={info} doors={doors} />
      </Panel>
      <Separator className="separator" aria-label="Width of the claims" />
      <Panel id="claims" defaultSize="384px" minSize="290px" maxSize="640px" groupResizeBehavior="preserve-pixel-size">
        <ClaimsPanel />
      </Panel>
    </Group>
  );
}

function Narrow({ info, doors }: Props) {
  const store = useSelectionStore();
  const drawer = useSelection((now) => now.drawer);
  const front = useSelection((now) => now.front);
  const claims = useClaims(useCaseHere().handle).data?.claims.length;
  return (
    <div className="evidence-narrow">
      <div className="evidence-tabs">
        <button type="button" className="btn small" aria-expanded={drawer} onClick={() => store.set({ drawer: true })}>
          <PanelLeft size={14} aria-hidden="true" />
          Sources <span className="muted">{info.summary.sources}</span>
        </button>
        <span className="grow" />
        <fieldset className="segments" aria-label="In front">
          <button type="button" aria-pressed={front === 'reader'} onClick={() => store.set({ front: 'reader' })}>
            Reader
          </button>
          <button type="button" aria-pressed={front === 'claims'} onClick={() => store.set({ front: 'claims' })}>
            Claims <span className="muted">{claims}</span>
          </button>
        </fieldset>
      </div>
      <div className="evidence-front" hidden={front !== 'reader'}>
        <Reader info={info} doors={doors} />
      </div>
      {front === 'claims' && (
        <div className="evidence-front">
          <ClaimsPanel />
        </div>
      )}
      <Base.Root open={drawer} onOpenChange={(open) => store.set({ drawer: open })}>
        <Base.Portal>
          <Base.Backdrop className="backdrop" />
          <Base.Popup className="drawer">
            <Base.Title className="vh">Sources</Base.Title>
            <SourcesPanel
              info={info}
              doors={doors}
              closing={
                <Base.Close className="icon" aria-label="Close the sources">
                  <X size={16} aria-hidden="true" />
                </Base.Close>
              }
            />
          </Base.Popup>
        </Base.Portal>
      </Base.Root>
    </div>
  );
}

function Reader({ info, doors }: Props) {
  const { handle, readOnly } = useCaseHere();
  const store = useSelectionStore();
  const source = useSelection((now) => now.source);
  const focus = useSelection((now) => now.focus);
  const claimId = useSelection((now) => now.claim);
  const row = useClaims(handle).data?.claims.find(({ claim }) => claim.id === claimId);
  const { fail } = useNotices();
  const onNewClaim = useCallback((draft: Draft) => store.set({ dialog: { kind: 'new-claim', partOf: null, draft } }), [store]);
  const onFailure = useCallback((failure: Failure) => fail(failure), [fail]);
  const onExcerptChosen = useCallback(
    (excerpt: ExcerptId | null, claims: ClaimId[]) => {
      // kept here too: the reader is built anew when the window gets narrow or wide
      store.set({ focus: excerpt && { excerpt, nonce: store.get().focus?.nonce ?? 0 } });
      const now = store.get().claim;
      const first = claims[0];
      if (first && !(now && claims.includes(now))) store.set({ claim: first });
    },
    [store],
  );
  return (
    <section className="panel reader-panel" aria-label="Reader" data-f6 tabIndex={-1}>
      {source ? (
        <Boundary key={source} title="This source could not be shown.">
          <Suspense fallback={<Waiting words="Opening the source" />}>
            <ReaderPane
              handle={handle}
              readOnly={readOnly}
              source={source}
              activeClaim={row ? { id: row.claim.id, ref: row.claim.ref, text: row.claim.text } : null}
              focus={focus}
              onNewClaim={onNewClaim}
              onExcerptChosen={onExcerptChosen}
              onFailure={onFailure}
            />
          </Suspense>
        </Boundary>
      ) : info.summary.sources === 0 ? (
        <EmptyCase doors={doors} readOnly={readOnly} />
      ) : (
        <div className="reader-none">
          <h2>Choose a source to read it</h2>
          <p>On the left, by name with Ctrl K, or by way of a claim’s evidence.</p>
        </div>
      )}
    </section>
  );
}

function EmptyCase({ doors, readOnly }: { doors: ImportDoors; readOnly: boolean }) {
  if (readOnly)
    return (
      <div className="reader-none">
        <h2>This case holds no source yet</h2>
      </div>
    );
  return (
    <div className="reader-none">
      <div className="reader-drop">
        <FileInput size={26} aria-hidden="true" />
        <h2>Bring in the first articles and photos</h2>
        <p>Drop files or a folder anywhere in this window, paste a text with Ctrl V, or choose them.</p>
        <div className="actions">
          <button type="button" className="btn primary" onClick={doors.pickFiles}>
            Import files…
          </button>
          <button type="button" className="btn" onClick={doors.pickFolder}>
            Import a folder…
          </button>
        </div>
        <p className="small">
          Text, Markdown, saved web pages (HTML); JPEG, PNG, WebP, TIFF. The bytes are copied and hashed; your files stay as they are.
        </p>
      </div>
    </div>
  );
}
