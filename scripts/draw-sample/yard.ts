/** What lies around the houses: sky, far houses, bare trees, lamps, snow and a crater. */
import { type Camera, project } from './building.ts';
import { chance, line, mix, type Point, polygon } from './pen.ts';

/** A bare tree: each branch forks into two or three thinner ones. `foot` in metres on the ground. */
export function tree(camera: Camera, foot: Point, tall: number, ink: string, seed: number): string {
  const random = chance(seed);
  const [x, z] = foot;
  const [px, py] = project(camera, x, 0, z);
  const unit = camera.focal / z;
  const parts: string[] = [];
  const grow = (sx: number, sy: number, angle: number, long: number, thick: number, left: number): void => {
    const bend = angle + (random() - 0.5) * 0.25;
    const middle: Point = [sx + Math.sin(bend) * long * 0.5, sy - Math.cos(bend) * long * 0.5];
    const end: Point = [middle[0] + Math.sin(angle) * long * 0.5, middle[1] - Math.cos(angle) * long * 0.5];
    parts.push(line([[sx, sy], middle, end], ink, Math.max(1.1, thick)));
    if (left === 0) return;
    const forks = left > 2 && random() > 0.45 ? 3 : 2;
    for (let fork = 0; fork < forks; fork++) {
      const spread = (fork - (forks - 1) / 2) * (0.5 + random() * 0.35) + (random() - 0.5) * 0.2;
      grow(end[0], end[1], angle * 0.92 + spread, long * (0.66 + random() * 0.18), thick * 0.64, left - 1);
    }
  };
  grow(px, py, (random() - 0.5) * 0.1, tall * unit * 0.28, unit * 0.24, 7);
  return parts.join('');
}

/** Houses on the horizon, pale with distance. */
export function skyline(camera: Camera, tone: string, haze: string, seed: number, lit: string | null): string {
  const random = chance(seed);
  const parts: string[] = [];
  const base = camera.horizon + 14;
  for (let x = -40; x < 2440; ) {
    const wide = 90 + random() * 190;
    const tall = 50 + random() * 130;
    const colour = mix(tone, haze, 0.25 + random() * 0.35);
    parts.push(
      polygon(
        [
          [x, base],
          [x, base - tall],
          [x + wide, base - tall],
          [x + wide, base],
        ],
        colour,
      ),
    );
    for (let wx = x + 12; wx < x + wide - 14; wx += 20) {
      for (let wy = base - tall + 14; wy < base - 16; wy += 22) {
        const on = lit !== null && random() > 0.78;
        parts.push(
          polygon(
            [
              [wx, wy],
              [wx + 9, wy],
              [wx + 9, wy + 11],
              [wx, wy + 11],
            ],
            on && lit !== null ? lit : mix(colour, '#20262e', 0.22),
            on ? 'fill-opacity="0.8"' : '',
          ),
        );
      }
    }
    x += wide + random() * 60 - 12;
  }
  return parts.join('');
}

/** A ring on the ground, its edge swinging by `rough` of the radius. */
export function ring(camera: Camera, centre: Point, radius: number, rough: number, seed: number, up = 0): Point[] {
  const random = chance(seed);
  const waves = [3, 5, 8, 13].map((turns) => ({ turns, phase: random() * Math.PI * 2, swing: 0.9 / Math.sqrt(turns) }));
  const points: Point[] = [];
  for (let step = 0; step < 72; step++) {
    const angle = (step / 72) * Math.PI * 2;
    const swing = waves.reduce((sum, wave) => sum + Math.sin(angle * wave.turns + wave.phase) * wave.swing, 0);
    const reach = radius * (1 + swing * rough);
    points.push(project(camera, centre[0] + Math.cos(angle) * reach, up, centre[1] + Math.sin(angle) * reach));
  }
  return points;
}

/** A crater: thrown earth, a raised rim, a dark bowl and clods around it. */
export function crater(camera: Camera, centre: Point, radius: number, seed: number): string {
  const random = chance(seed);
  const parts = [
    polygon(ring(camera, centre, radius * 1.95, 0.2, seed + 1), '#4a4037', 'fill-opacity="0.45"'),
    polygon(ring(camera, centre, radius * 1.5, 0.16, seed + 2), '#473b31', 'fill-opacity="0.8"'),
    polygon(ring(camera, centre, radius * 1.18, 0.08, seed + 3, 0.28), '#5e4d3e'),
    polygon(ring(camera, centre, radius * 1.12, 0.06, seed + 4, 0.34), '#6d5a48'),
    polygon(ring(camera, centre, radius, 0.05, seed + 5, 0.26), 'url(#bowl)'),
  ];
  const [x, y] = project(camera, centre[0], 0, centre[1]);
  const unit = camera.focal / centre[1];
  parts.push(
    `<ellipse cx="${x}" cy="${y + unit * 0.28}" rx="${unit * radius * 0.55}" ry="${unit * radius * 0.11}" fill="#15110e" fill-opacity="0.75"/>`,
  );
  for (let clod = 0; clod < 260; clod++) {
    const angle = random() * Math.PI * 2;
    const away = radius * (1.05 + random() ** 2 * 2.1);
    const [cx, cy] = project(camera, centre[0] + Math.cos(angle) * away, 0.05, centre[1] + Math.sin(angle) * away);
    const size = unit * (0.04 + random() ** 4 * 0.3);
    const tone = mix('#3a3029', '#85715d', random());
    parts.push(
      polygon(
        [
          [cx - size, cy],
          [cx - size * 0.4, cy - size * (0.6 + random() * 0.4)],
          [cx + size * 0.6, cy - size * 0.7],
          [cx + size, cy],
        ],
        tone,
      ),
    );
    parts.push(
      polygon(
        [
          [cx - size, cy],
          [cx + size, cy],
          [cx + size * 1.4, cy + size * 0.22],
          [cx - size * 0.5, cy + size * 0.2],
        ],
        '#1b1714',
        'fill-opacity="0.4"',
      ),
    );
  }
  return parts.join('');
}

/** A street lamp; lit where `glow` is given. */
export function lamp(camera: Camera, foot: Point, ink: string, glow: string | null): string {
  const [x, z] = foot;
  const at = (dx: number, y: number): Point => project(camera, x + dx, y, z);
  const unit = camera.focal / z;
  const [gx, gy] = at(1.3, 6.55);
  return [
    line([at(0, 0), at(0, 6.2), at(0.3, 6.7), at(1.1, 6.8)], ink, unit * 0.13),
    line([at(0.9, 6.75), at(1.65, 6.7)], ink, unit * 0.22),
    glow === null
      ? ''
      : `<circle cx="${gx}" cy="${gy}" r="${unit * 3.2}" fill="url(#glow)"/><ellipse cx="${gx}" cy="${gy + unit * 0.06}" rx="${unit * 0.34}" ry="${unit * 0.1}" fill="${glow}"/>`,
  ].join('');
}

/** A strip of ground between two depths, its edges at `left` and `right` metres. */
export const strip = (camera: Camera, corners: readonly Point[], fill: string, more = ''): string =>
  polygon(
    corners.map(([x, z]) => project(camera, x, 0, z)),
    fill,
    more,
  );
