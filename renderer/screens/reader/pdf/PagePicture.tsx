/** The picture of a page: asked for once the page stays in sight, and a sharper one where it is looked at closely. */
import { useEffect, useState } from 'react';
import { pageUrl } from '../../../../shared/blobs.ts';
import type { CaseHandle, Sha256 } from '../../../../shared/model.ts';

interface Props {
  handle: CaseHandle;
  original: Sha256;
  page: number;
  /** Pixels of the screen that its longer side takes. */
  longest: number;
  /** Read to those who cannot see it, where it has no words. */
  alt: string;
}

/** Longer side of the usual picture; it may be seen a little larger than it is. */
const usualEdge = 1600;
const enough = 1.15;
/** A page that is only scrolled past is not drawn. */
const stayMs = 140;
/** Pictures that were shown once come out of the browser's cache at once. */
const shown = new Set<string>();

export function PagePicture({ handle, original, page, longest, alt }: Props) {
  const whole = pageUrl(handle, original, page);
  const sharp = pageUrl(handle, original, page, 'sharp');
  const [stays, setStays] = useState(shown.has(whole));
  const [loaded, setLoaded] = useState<ReadonlySet<string>>(new Set());
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setStays(true), stayMs);
    return () => clearTimeout(timer);
  }, []);
  const onLoad = (url: string): void => {
    shown.add(url);
    setLoaded((before) => new Set([...before, url]));
  };
  const wantsSharp = loaded.has(whole) && longest > usualEdge * enough;
  if (failed)
    return (
      <p className="pp-none" role="note">
        This page cannot be drawn. Its original is kept as it is; its words, where it has any, stand under “Text”.
      </p>
    );
  return (
    <>
      {!loaded.has(whole) && (
        <span className="pp-waiting" role="status">
          <span className="vh">Drawing page {page}…</span>
        </span>
      )}
      {stays && (
        <img
          className="pp-picture"
          src={whole}
          alt={alt}
          decoding="async"
          draggable={false}
          onLoad={() => onLoad(whole)}
          onError={() => setFailed(true)}
        />
      )}
      {wantsSharp && (
        <img
          className="pp-picture"
          data-coming={!loaded.has(sharp) || undefined}
          src={sharp}
          alt=""
          decoding="async"
          draggable={false}
          onLoad={() => onLoad(sharp)}
        />
      )}
    </>
  );
}
