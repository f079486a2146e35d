/** Under the photo: the tools. Over it: what the file says, in one line. */
import {
  Camera,
  Clock,
  Eye,
  EyeOff,
  Fingerprint,
  FlipHorizontal2,
  Hand,
  type LucideIcon,
  MapPin,
  Maximize,
  Move,
  Pentagon,
  RotateCw,
  Ruler,
  Scan,
  Search,
  SlidersHorizontal,
  SquareDashedMousePointer,
  ZoomIn,
  ZoomOut,
} from 'lucide-react';
import type { Source } from '../../../shared/model.ts';
import type { Plot } from '../../annotate/plot.ts';
import { instant } from '../../components/words.ts';
import { type ActionId, actions } from '../../keys/actions.ts';
import { ariaKeys } from '../../keys/combo.ts';
import { Keys } from '../../keys/Keys.tsx';
import { useKeymap } from '../../keys/useKeymap.ts';
import type { Look } from './photo/useLook.ts';
import { type PhotoCommand, photoCommandOf } from './photoKeys.ts';
import { cameraName, placeWords, takenWords } from './photoWords.ts';

export function PhotoLine({ source }: { source: Source }) {
  const { captured, camera, position } = source.metadata;
  return (
    <div className="ph-line">
      <div className="ph-says">
        <span>
          <Clock size={13} aria-hidden="true" />
          {takenWords(captured?.value)}
        </span>
        <span>
          <MapPin size={13} aria-hidden="true" />
          {placeWords(position?.value)}
        </span>
        {camera && (
          <span>
            <Camera size={13} aria-hidden="true" />
            {cameraName(camera.value)}
          </span>
        )}
        <span title={`SHA-256 ${source.original}`}>
          <Fingerprint size={13} aria-hidden="true" />
          imported {instant(source.provenance.importedAt)} · sha256 {source.original.slice(0, 8)}…
        </span>
      </div>
    </div>
  );
}

interface Props {
  readOnly: boolean;
  drawing: boolean;
  plot: Plot | null;
  adjusting: boolean;
  canAdjust: boolean;
  look: Look;
  run(command: PhotoCommand): void;
  onPan(): void;
  onRegion(): void;
  onPlot(kind: Plot['kind']): void;
}

export function PhotoTools({ readOnly, drawing, plot, adjusting, canAdjust, look, run, onPan, onRegion, onPlot }: Props) {
  const tool = { run };
  /** With a key there is no pointer to draw with: then it begins in the middle. */
  const by = (keys: () => void, hand: () => void) => (detail: number) => (detail === 0 ? keys() : hand());
  return (
    <div className="ph-tools" role="toolbar" aria-label="Photo tools">
      <div>
        <button type="button" aria-pressed={!drawing && plot === null} onClick={onPan} title="Move over the photo">
          <Hand size={15} aria-hidden="true" />
          <span className="ph-word">Pan</span>
        </button>
        {!readOnly && (
          <>
            <Tool
              {...tool}
              of="photo.region"
              icon={SquareDashedMousePointer}
              word="Region"
              pressed={drawing}
              onPress={by(() => run({ do: 'region' }), onRegion)}
            />
            <Tool
              {...tool}
              of="photo.outline"
              icon={Pentagon}
              word="Outline"
              pressed={plot?.kind === 'outline'}
              onPress={by(
                () => run({ do: 'outline' }),
                () => onPlot('outline'),
              )}
            />
            <Tool {...tool} of="photo.whole" icon={Scan} name="Whole" />
            <Tool {...tool} of="photo.adjust" icon={Move} name="Adjust" pressed={adjusting} disabled={!canAdjust} />
          </>
        )}
      </div>
      <div>
        <Tool
          {...tool}
          of="photo.measure"
          icon={Ruler}
          name="Measure"
          pressed={plot?.kind === 'measure'}
          onPress={by(
            () => run({ do: 'measure' }),
            () => onPlot('measure'),
          )}
        />
        <Tool
          {...tool}
          of="photo.loupe"
          icon={Search}
          name="Loupe"
          pressed={look.loupe !== null}
          badge={look.loupe ? `${look.loupe}×` : ''}
        />
        <Tool {...tool} of="photo.turn-right" icon={RotateCw} name="Turn the view" />
        <Tool {...tool} of="photo.mirror" icon={FlipHorizontal2} name="Mirror the view" />
        <Tool {...tool} of="photo.light" icon={SlidersHorizontal} name="Light" pressed={look.lightOpen || look.isLit} />
        <Tool {...tool} of="photo.hide" icon={look.hidden ? EyeOff : Eye} name="Hide the marks" pressed={look.hidden} />
      </div>
    </div>
  );
}

export function PhotoZoom({ run }: Pick<Props, 'run'>) {
  return (
    <div className="ph-zoom" role="toolbar" aria-label="Zoom" aria-orientation="vertical">
      <button type="button" aria-label="Zoom out" onClick={() => run({ do: 'zoom', factor: 0.8 })}>
        <ZoomOut size={15} aria-hidden="true" />
      </button>
      <button type="button" aria-label="Zoom in" onClick={() => run({ do: 'zoom', factor: 1.25 })}>
        <ZoomIn size={15} aria-hidden="true" />
      </button>
      <button type="button" title={actions['photo.actual'].words} onClick={() => run({ do: 'actual' })}>
        1:1
      </button>
      <Tool run={run} of="photo.fit" icon={Maximize} name="Fit" />
    </div>
  );
}

interface ToolProps {
  of: ActionId;
  icon: LucideIcon;
  /** Seen beside the icon where there is room. */
  word?: string;
  /** Its name where no word is seen. */
  name?: string;
  pressed?: boolean;
  disabled?: boolean;
  badge?: string;
  run(command: PhotoCommand): void;
  /** Told how many clicks it were: none for a key. */
  onPress?(detail: number): void;
}
function Tool({ of, icon: Icon, word, name, pressed, disabled = false, badge, run, onPress }: ToolProps) {
  const keymap = useKeymap();
  const command = photoCommandOf(of);
  const shortcut = ariaKeys(keymap.keysOf(of));
  return (
    <button
      type="button"
      aria-pressed={pressed}
      aria-keyshortcuts={shortcut || undefined}
      disabled={disabled}
      title={keymap.titled(actions[of].words, of)}
      onClick={({ detail }) => {
        if (onPress) onPress(detail);
        else if (command) run(command);
      }}
    >
      <Icon size={15} aria-hidden="true" />
      {word ? <span className="ph-word">{word}</span> : <span className="vh">{name}</span>}
      {badge && <b>{badge}</b>}
      <span className="ph-key" aria-hidden="true">
        <Keys of={of} />
      </span>
    </button>
  );
}
