/**
 * Where a position lies, on a map that is part of the program: coastlines of Natural Earth, no borders (which of them a dataset draws
 * is a statement of its own). Nothing is fetched.
 */
import { geoEquirectangular, geoGraticule, geoPath } from 'd3-geo';
import { useEffect, useMemo, useState } from 'react';
import { feature } from 'topojson-client';
import type { Position } from '../../../../shared/model.ts';
import { placeWords } from '../photoWords.ts';
import './map.css';

const width = 320;
const height = 150;
/** Degrees of longitude across the map. */
const spans = [360, 90, 20] as const;
type Span = (typeof spans)[number];
const named: Readonly<Record<Span, string>> = { 360: 'World', 90: 'Region', 20: 'Near' };
type Topology = Parameters<typeof feature>[0];
type Land = ReturnType<typeof feature>;

/** Coarse for the world, finer for a part of it; each is loaded once it is looked at. */
async function loadLand(span: Span): Promise<Land> {
  const { default: text } = span === 360 ? await import('world-atlas/land-110m.json?raw') : await import('world-atlas/land-50m.json?raw');
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a file of the program itself, fixed with its version
  const topology = JSON.parse(text) as Topology;
  const land = topology.objects['land'];
  if (!land) throw new Error('the map holds no land');
  return feature(topology, land);
}

/** The whole world, or a part of it with the position in the middle. */
function projectionFor({ lat, lon }: Position, span: Span) {
  const across = span === 360 ? 360 : span / Math.max(0.25, Math.cos((lat * Math.PI) / 180));
  const scale = width / ((across * Math.PI) / 180);
  const projection = geoEquirectangular()
    .scale(scale)
    .translate([width / 2, height / 2]);
  // Turned under the middle, so that a place at the date line has both its sides
  return span === 360 ? projection.center([0, 12]) : projection.rotate([-lon, 0]).center([0, lat]);
}

export default function WorldMap({ position }: { position: Position }) {
  const [span, setSpan] = useState<Span>(360);
  const [land, setLand] = useState<{ span: Span; land: Land } | null>(null);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let gone = false;
    loadLand(span).then(
      (loaded) => !gone && setLand({ span, land: loaded }),
      () => !gone && setFailed(true),
    );
    return () => {
      gone = true;
    };
  }, [span]);
  const drawn = useMemo(() => {
    const projection = projectionFor(position, span);
    const path = geoPath(
      projection.clipExtent([
        [-2, -2],
        [width + 2, height + 2],
      ]),
    );
    const step = span === 360 ? 30 : span === 90 ? 10 : 2;
    const [x, y] = projection([position.lon, position.lat]) ?? [width / 2, height / 2];
    return {
      land: land?.span === span ? (path.digits(1)(land.land) ?? '') : '',
      grid: path(geoGraticule().step([step, step])()) ?? '',
      x,
      y,
      step,
    };
  }, [land, position, span]);
  return (
    <div className="wm">
      <svg viewBox={`0 0 ${width} ${height}`} role="img" aria-label={`Map: ${placeWords(position)} (${named[span]})`}>
        <path className="wm-land" d={drawn.land} />
        <path className="wm-grid" d={drawn.grid} />
        <circle className="wm-around" cx={drawn.x} cy={drawn.y} r="11" />
        <circle className="wm-at" cx={drawn.x} cy={drawn.y} r="4.5" />
      </svg>
      <div className="wm-foot">
        <fieldset className="segments" aria-label="Part of the map">
          {spans.map((each) => (
            <button key={each} type="button" aria-pressed={each === span} onClick={() => setSpan(each)}>
              {named[each]}
            </button>
          ))}
        </fieldset>
        <small>
          {failed
            ? 'The map cannot be read; the position stands above.'
            : `Lines every ${drawn.step}°. Coasts: Natural Earth; part of the program.`}
        </small>
      </div>
    </div>
  );
}
