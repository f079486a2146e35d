/** A five-storey dormitory of the kind built everywhere in the 1970s, drawn in perspective from measures in metres. */
import { chance, line, mix, type Point, polygon, write } from './pen.ts';

export interface Camera {
  /** Focal length in pixels, and the height of the eye in metres. */
  readonly focal: number;
  readonly eye: number;
  readonly centre: number;
  readonly horizon: number;
}

/** x to the right, y up, z away from the eye; metres to pixels. No pitch, so that walls stay upright. */
export const project = (camera: Camera, x: number, y: number, z: number): Point => [
  camera.centre + (camera.focal * x) / z,
  camera.horizon - (camera.focal * (y - camera.eye)) / z,
];

export interface Light {
  readonly front: string;
  readonly side: string;
  readonly shade: string;
  readonly glass: readonly [string, string];
  readonly lamp: readonly string[];
  readonly frame: string;
}

export type Pane = 'dark' | 'lit' | 'broken';
export interface Dormitory {
  readonly camera: Camera;
  readonly light: Light;
  /** The corner nearest to the eye, and the angle by which the front turns away from the picture plane. */
  readonly corner: Point;
  readonly turn: number;
  readonly length: number;
  readonly depth: number;
  readonly number: string;
  readonly seed: number;
  /** Columns count from the corner; floors from the ground. */
  readonly pane: (wall: 'front' | 'side', column: number, floor: number) => Pane;
}

const storey = 3;
const plinth = 1.3;
const floors = 5;
const height = plinth + floors * storey + 0.9;
type Wall = (u: number, v: number, out?: number) => Point;

/** Both walls as maps from (metres from the corner, metres up, metres out of the wall) to pixels. */
export function walls(house: Dormitory): { front: Wall; side: Wall } {
  const [cx, cz] = house.corner;
  const [c, s] = [Math.cos(house.turn), Math.sin(house.turn)];
  return {
    front: (u, v, out = 0) => project(house.camera, cx - c * u - s * out, v, cz + s * u - c * out),
    side: (u, v, out = 0) => project(house.camera, cx + s * u + c * out, v, cz + c * u - s * out),
  };
}

const quad = (wall: Wall, u0: number, v0: number, u1: number, v1: number, out = 0): Point[] => [
  wall(u0, v0, out),
  wall(u1, v0, out),
  wall(u1, v1, out),
  wall(u0, v1, out),
];

/** What is left in a broken pane: splinters standing in from the frame, in the pane's own measures. */
function splinters(wall: Wall, u0: number, v0: number, u1: number, v1: number, random: () => number): string {
  const [wide, high] = [u1 - u0, v1 - v0];
  const parts: string[] = [];
  for (let count = 4 + Math.floor(random() * 3); count > 0; count--) {
    const [along, across, reach] = [random() * 0.7, 0.16 + random() * 0.3, 0.18 + random() * 0.42];
    const at = (x: number, y: number): Point => wall(u0 + x * wide, v0 + y * high);
    const tip = along + across * random();
    const edge = Math.floor(random() * 4);
    const three: Point[] =
      edge === 0
        ? [at(along, 0), at(Math.min(1, along + across), 0), at(tip, reach)]
        : edge === 1
          ? [at(along, 1), at(Math.min(1, along + across), 1), at(tip, 1 - reach)]
          : edge === 2
            ? [at(0, along), at(0, Math.min(1, along + across)), at(reach, tip)]
            : [at(1, along), at(1, Math.min(1, along + across)), at(1 - reach, tip)];
    parts.push(polygon(three, mix('#8fa0ab', '#dbe5ea', random()), 'fill-opacity="0.9"'));
  }
  return parts.join('');
}

function window(
  wall: Wall,
  u: number,
  v: number,
  wide: number,
  high: number,
  pane: Pane,
  light: Light,
  tone: string,
  random: () => number,
): string {
  const [u1, v1] = [u + wide, v + high];
  const parts = [
    polygon(quad(wall, u - 0.12, v - 0.1, u1 + 0.12, v1 + 0.1), mix(tone, '#000000', 0.3)),
    polygon(quad(wall, u - 0.04, v, u1 + 0.04, v1), light.frame),
  ];
  const lamp = light.lamp[Math.floor(random() * light.lamp.length)] ?? light.frame;
  const split = u + wide * 0.6;
  const curtain = random();
  for (const [a, b] of [
    [u + 0.06, split - 0.04],
    [split + 0.04, u1 - 0.06],
  ] as const) {
    const [low, top] = [v + 0.08, v1 - 0.08];
    const glass = mix(light.glass[0], light.glass[1], random());
    parts.push(polygon(quad(wall, a, low, b, top), pane === 'lit' ? lamp : glass));
    if (pane === 'dark')
      parts.push(
        polygon([wall(a, top), wall(b, top), wall(b, top - high * 0.3), wall(a, top - high * 0.62)], '#ffffff', 'fill-opacity="0.1"'),
      );
    if (pane !== 'broken' && curtain > 0.35) {
      const cloth = pane === 'lit' ? mix(lamp, '#b0602c', 0.4) : mix(glass, '#c9c3b4', 0.42);
      parts.push(polygon(quad(wall, a, low, a + (b - a) * (0.2 + curtain * 0.25), top), cloth, 'fill-opacity="0.85"'));
    }
    if (pane === 'lit') parts.push(polygon(quad(wall, a, low, b, low + high * 0.2), mix(lamp, '#7a3d18', 0.5), 'fill-opacity="0.35"'));
    if (pane === 'broken') {
      parts.push(polygon(quad(wall, a, low, b, top), '#0d0f12'), splinters(wall, a, low, b, top, random));
    }
  }
  if (pane === 'broken') {
    const hang = u + wide * (0.3 + random() * 0.4);
    // A curtain drawn out over the sill by the wind: what one sees first of a broken window from afar.
    if (random() > 0.5)
      parts.push(
        polygon(
          [wall(hang - 0.22, v1 - 0.2), wall(hang + 0.2, v1 - 0.25), wall(hang + 0.42, v - 0.55, 0.25), wall(hang + 0.02, v - 0.75, 0.3)],
          '#d8d2c4',
          'fill-opacity="0.9"',
        ),
      );
    parts.push(line([wall(u, v + high * 0.4), wall(split, v + high * 0.3)], light.frame, 2.5));
  } else {
    parts.push(line([wall(split + 0.04, v + high * 0.66), wall(u1 - 0.06, v + high * 0.66)], light.frame, 3));
  }
  parts.push(polygon(quad(wall, u - 0.16, v - 0.16, u1 + 0.16, v - 0.04, 0.12), mix(tone, '#ffffff', 0.35)));
  return parts.join('');
}

function faceOf(wall: Wall, long: number, tone: string, panel: number): string {
  const parts = [polygon(quad(wall, 0, 0, long, height), tone), polygon(quad(wall, 0, 0, long, height), 'url(#soot)')];
  const seam = mix(tone, '#000000', 0.22);
  for (let floor = 0; floor <= floors; floor++)
    parts.push(line([wall(0, plinth + floor * storey), wall(long, plinth + floor * storey)], seam, 2, 'stroke-opacity="0.6"'));
  for (let u = panel; u < long - 0.1; u += panel)
    parts.push(line([wall(u, plinth), wall(u, plinth + floors * storey)], seam, 1.6, 'stroke-opacity="0.45"'));
  parts.push(polygon(quad(wall, 0, 0, long, plinth), mix(tone, '#2b2622', 0.55)));
  parts.push(polygon(quad(wall, -0.15, height - 0.75, long + 0.15, height, 0.15), mix(tone, '#1d1f24', 0.35)));
  parts.push(polygon(quad(wall, -0.15, height - 0.16, long + 0.15, height, 0.18), mix(tone, '#ffffff', 0.25)));
  return parts.join('');
}

/** Steps, doors, canopy and the plate with the house number. `u` is the middle of the entrance along the front. */
function entrance(wall: Wall, u: number, house: Dormitory): string {
  const { light } = house;
  const parts: string[] = [];
  for (let step = 0; step < 3; step++) {
    const out = 2.2 - step * 0.5;
    const rise = 0.22 * (step + 1);
    parts.push(
      polygon(
        [wall(u - 2.3, rise, 0), wall(u + 2.3, rise, 0), wall(u + 2.3, rise, out), wall(u - 2.3, rise, out)],
        mix('#9a948a', light.shade, 0.3),
      ),
    );
    parts.push(polygon(quad(wall, u - 2.3, rise - 0.22, u + 2.3, rise, out), mix('#77726a', light.shade, 0.3)));
    const end = u - 2.3;
    parts.push(
      polygon(
        [wall(end, rise - 0.22, 0), wall(end, rise - 0.22, out), wall(end, rise, out), wall(end, rise, 0)],
        mix('#66615a', light.shade, 0.3),
      ),
    );
  }
  parts.push(polygon(quad(wall, u - 1.6, 0.66, u + 1.6, 3.3), mix('#3d4a3f', light.shade, 0.3)));
  for (const [a, b] of [
    [u - 1.45, u - 0.1],
    [u + 0.1, u + 1.45],
  ] as const) {
    parts.push(polygon(quad(wall, a, 0.7, b, 3.1), mix('#5d4632', light.shade, 0.25)));
    parts.push(
      polygon(
        quad(wall, a + 0.3, 1.7, b - 0.3, 2.8),
        house.pane('front', -1, 0) === 'lit' ? (light.lamp[0] ?? light.frame) : light.glass[0],
      ),
    );
  }
  const canopy = mix('#b9b4a8', light.shade, 0.25);
  parts.push(
    polygon(
      [wall(u - 1.95, 3.55, 0), wall(u + 1.95, 3.55, 0), wall(u + 1.95, 3.55, 2.4), wall(u - 1.95, 3.55, 2.4)],
      mix(canopy, '#000000', 0.45),
    ),
  );
  parts.push(polygon(quad(wall, u - 1.95, 3.55, u + 1.95, 3.95, 2.4), canopy));
  parts.push(
    polygon(
      [wall(u - 1.95, 3.55, 0), wall(u - 1.95, 3.55, 2.4), wall(u - 1.95, 3.95, 2.4), wall(u - 1.95, 3.95, 0)],
      mix(canopy, '#000000', 0.2),
    ),
  );
  for (const post of [u - 1.8, u + 1.8])
    parts.push(line([wall(post, 0.2, 2.2), wall(post, 3.6, 2.2)], mix('#6d6a64', light.shade, 0.3), 7));
  return parts.join('');
}

/** The number on a blue enamel board; `u` is its right edge as one faces the wall. */
function plate(wall: Wall, u: number, v: number, digits: string, light: Light): string {
  const [wide, high] = [2.5, 2];
  const at = (x: number, y: number): Point => wall(u - 0.42 - x * 0.7, v + high - 0.42 - y * 0.78, 0.1);
  const scale = Math.abs(wall(u, v)[0] - wall(u + 1, v)[0]);
  return [
    polygon(quad(wall, u + 0.1, v - 0.1, u - wide - 0.1, v + high + 0.1, 0.08), mix('#f2f0e8', light.shade, 0.15)),
    polygon(quad(wall, u, v, u - wide, v + high, 0.1), mix('#17408c', light.shade, 0.12)),
    write(digits, at, mix('#ffffff', light.shade, 0.05), scale * 0.2, 1.4),
  ].join('');
}

/** The whole house, far parts first. */
export function dormitory(house: Dormitory): string {
  const { front, side } = walls(house);
  const { light } = house;
  const random = chance(house.seed);
  const bay = 3.2;
  // From far to one side the gable is turned away from the eye and hides behind the front.
  const gable = side(house.depth, 0)[0] > side(0, 0)[0];
  const parts = [gable ? faceOf(side, house.depth, light.side, house.depth / 3) : '', faceOf(front, house.length, light.front, bay)];
  const columns = Math.floor(house.length / bay);
  const stairs = Math.floor(columns / 2);
  for (let floor = 0; floor < floors; floor++) {
    const v = plinth + floor * storey + 0.85;
    for (let column = columns - 1; column >= 0; column--) {
      // The entrance, and beside it the bare wall that carries the number.
      if (floor === 0 && (column === stairs || column === stairs - 1)) continue;
      const u = column * bay + (column === stairs ? 1.05 : 0.7);
      parts.push(window(front, u, v, column === stairs ? 1.1 : 1.8, 1.6, house.pane('front', column, floor), light, light.front, random));
    }
    for (const [column, u, wide] of [
      [2, 10.6, 1.8],
      [1, 6.7, 1.3],
      [0, 2.4, 1.8],
    ] as const) {
      if (gable && u + wide < house.depth)
        parts.push(window(side, u, v, wide, 1.6, house.pane('side', column, floor), light, light.side, random));
    }
  }
  for (const u of [0.25, house.length * 0.32, house.length * 0.7])
    parts.push(line([front(u, 0.4, 0.15), front(u, height - 0.6, 0.15)], mix(light.front, '#20242a', 0.5), 5, 'stroke-opacity="0.7"'));
  parts.push(entrance(front, stairs * bay + bay / 2, house), plate(front, stairs * bay - 0.5, 2.1, house.number, light));
  return parts.join('');
}

/** What stands on the roof, drawn before the house so that the parapet hides its feet. */
export function roof(house: Dormitory): string {
  const { front } = walls(house);
  const ink = mix('#40444c', house.light.shade, 0.3);
  const parts: string[] = [];
  for (const u of [6, 19, 31, 39]) {
    if (u > house.length) continue;
    parts.push(polygon(quad(front, u, height - 0.5, u + 1.6, height + 1.1, -4), mix(house.light.front, '#22252b', 0.45)));
    parts.push(line([front(u + 3, height - 0.5, -5), front(u + 3, height + 4, -5)], ink, 4));
    for (const up of [2.6, 3.2, 3.8]) parts.push(line([front(u + 2.2, height + up, -5), front(u + 3.8, height + up, -5)], ink, 2.5));
  }
  return parts.join('');
}
