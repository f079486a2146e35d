/** How the photo is looked at: light, loupe, marks hidden. None of it touches the original, and none of it is kept. */
import { useState } from 'react';
import { asItIs, isAsItIs, type Light, lightWords } from '../../../annotate/light.ts';
import type { View } from '../../../annotate/regions.ts';
import type { PhotoViewer } from '../../../annotate/usePhotoViewer.ts';
import type { LookCommand } from '../photoKeys.ts';

/** Screen pixels for a pixel of the photo, under the loupe. */
const powers = [2, 4, 8] as const;
export type Power = (typeof powers)[number];

export interface Look {
  readonly light: Light;
  readonly isLit: boolean;
  readonly lightOpen: boolean;
  /** Null while there is no loupe. */
  readonly loupe: Power | null;
  readonly hidden: boolean;
  /** What is not as in the file, in words; empty where all is. */
  readonly words: string;
  setLight(light: Light): void;
  closeLight(): void;
  dropLoupe(): void;
  run(command: LookCommand): void;
}

/** `turned 90° right, mirrored`; empty where it is seen upright. */
function turnWords({ turn = 0, mirrored = false }: Pick<View, 'turn' | 'mirrored'>): string {
  const turned = turn === 0 ? '' : turn === 180 ? 'turned upside down' : `turned 90° ${turn === 90 ? 'right' : 'left'}`;
  return [turned, mirrored ? 'mirrored' : ''].filter(Boolean).join(', ');
}

export function useLook(viewer: PhotoViewer, announce: (words: string) => void): Look {
  const [light, setLight] = useState(asItIs);
  const [lightOpen, setLightOpen] = useState(false);
  const [loupe, setLoupe] = useState<Power | null>(null);
  const [lastPower, setLastPower] = useState<Power>(4);
  const [hidden, setHidden] = useState(false);
  const { view } = viewer;
  const show = (power: Power): void => {
    setLoupe(power);
    setLastPower(power);
    announce(`Loupe, ${power} times. Arrows move it.`);
  };
  const runs: Readonly<Record<Exclude<LookCommand['do'], 'zoom' | 'turn'>, () => void>> = {
    fit: viewer.fit,
    actual: viewer.actualSize,
    loupe: () => (loupe === null ? show(lastPower) : setLoupe(null)),
    power: () => show(powers[loupe === null ? powers.indexOf(lastPower) : (powers.indexOf(loupe) + 1) % powers.length] ?? 4),
    light: () => setLightOpen(!lightOpen),
    hide: () => {
      setHidden(!hidden);
      announce(hidden ? 'Marks are shown.' : 'Marks are hidden.');
    },
    mirror: () => {
      viewer.mirror();
      announce('The view is mirrored; the original is unchanged.');
    },
    'as-is': () => {
      setLight(asItIs);
      viewer.upright();
      announce('The photo is shown as it is.');
    },
  };
  return {
    light,
    isLit: !isAsItIs(light),
    lightOpen,
    loupe,
    hidden,
    words: [view ? turnWords(view) : '', lightWords(light)].filter(Boolean).join(', '),
    setLight,
    closeLight: () => setLightOpen(false),
    dropLoupe: () => setLoupe(null),
    run: (command) => {
      if (command.do === 'zoom') viewer.zoomBy(command.factor);
      else if (command.do === 'turn') {
        viewer.turnBy(command.by);
        announce(`The view is turned ${command.by === 90 ? 'right' : 'left'}; the original is unchanged.`);
      } else runs[command.do]();
    },
  };
}
