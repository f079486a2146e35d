/**
 * Care for the reader: a picture that is covered is not put on the page at all. What stands there instead is a few dots of its
 * colours, or plain grey, so that nothing can be recognised and nothing can flash up while it loads.
 */
import { Eye, EyeOff } from 'lucide-react';
import { type ComponentProps, type CSSProperties, type ReactNode, useEffect, useRef } from 'react';
import { Keys } from '../keys/Keys.tsx';
import { type Coverable, useCover } from './useCover.ts';
import { useShortcuts } from './useShortcuts.ts';
import './covered.css';

/** Dots on the longer side: enough to tell a sky from a street fire, too few for a face. */
const dots = 5;

/** In place of `<img>`, wherever a photo, a crop or a thumbnail of a source is shown. */
export function CoveredPicture({ source, ...img }: ComponentProps<'img'> & { source: Coverable }) {
  const { way, isCovered } = useCover(source);
  // biome-ignore lint/a11y/useAltText: the caller gives it
  if (!isCovered) return <img {...img} />;
  const { className = '', style, width, height, alt } = img;
  const words = alt === '' ? undefined : 'Photo, covered until you reveal it';
  return (
    <Cover
      url={way === 'blur' ? img.src : undefined}
      className={className}
      style={{ ...style, ...(width === undefined ? {} : { inlineSize: width, blockSize: height }) }}
      words={words}
    />
  );
}

interface CoverProps {
  /** Whose colours; plain grey without. */
  url: string | undefined;
  className?: string;
  style?: CSSProperties;
  words?: string | undefined;
}
function Cover({ url, className = '', style, words }: CoverProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const to = canvas.current;
    if (!to || !url) return undefined;
    const picture = new Image();
    picture.onload = () => {
      const scale = dots / Math.max(picture.naturalWidth, picture.naturalHeight, 1);
      to.width = Math.max(2, Math.round(picture.naturalWidth * scale));
      to.height = Math.max(2, Math.round(picture.naturalHeight * scale));
      const pen = to.getContext('2d');
      if (!pen) return;
      pen.imageSmoothingQuality = 'high';
      pen.drawImage(picture, 0, 0, to.width, to.height);
    };
    picture.src = url;
    return () => {
      picture.onload = null;
      picture.src = '';
    };
  }, [url]);
  return (
    <canvas
      ref={canvas}
      width={2}
      height={2}
      className={`${className} covered`}
      style={style}
      {...(words === undefined ? { 'aria-hidden': true } : { role: 'img', 'aria-label': words })}
    />
  );
}

interface StageProps {
  source: Coverable & { readonly ref: string };
  /** A small picture of it, for its colours. */
  url: string;
  /** The picture and what works on it: made only once it is revealed. */
  children: ReactNode;
}
/** In place of a whole view of a photo: its cover and the way to reveal it. */
export function CoveredStage({ source, url, children }: StageProps) {
  const { way, isCovered, reveal } = useCover(source);
  const around = useRef<HTMLDivElement>(null);
  const was = useRef(isCovered);
  useEffect(() => {
    // The focus was on what is gone now: it goes on in what was revealed
    if (was.current && !isCovered) around.current?.querySelector<HTMLElement>('[data-f6-focus]')?.focus();
    was.current = isCovered;
  }, [isCovered]);
  useShortcuts(isCovered ? { 'case.reveal': reveal } : {});
  if (!isCovered)
    return (
      <div ref={around} className="covered-open">
        {children}
      </div>
    );
  return (
    <section className="covered-stage" aria-label={`Photo ${source.ref}, covered`} tabIndex={-1} data-f6-focus>
      <Cover url={way === 'blur' ? url : undefined} />
      <div className="covered-words">
        <EyeOff size={20} aria-hidden="true" />
        <p className="strong">Covered until you reveal it</p>
        <p className="muted">Only in this window, until you cover it again or close the case.</p>
        <button type="button" className="btn" onClick={reveal}>
          <Eye size={14} aria-hidden="true" />
          Reveal <Keys of="case.reveal" />
        </button>
      </div>
    </section>
  );
}
