/** The two drawings as SVG, 2400 × 1600: no. 28 intact at dusk with its lights on, no. 47 by day with broken windows beside a crater. */
import { type Camera, type Dormitory, dormitory, type Light, project, roof, walls } from './building.ts';
import { chance, line, mix, type Point, polygon, write } from './pen.ts';
import { crater, lamp, skyline, strip, tree } from './yard.ts';

export const size = { width: 2400, height: 1600 } as const;

/** Says in the picture itself that it is one: lower left corner, letters of our own. */
function label(): string {
  const at = (x: number, y: number): Point => [66 + x * 17, 1522 + y * 17];
  return `<rect x="44" y="1500" width="346" height="70" rx="10" fill="#0d1117" fill-opacity="0.62"/>${write('ILLUSTRATION', at, '#ffffff', 3.4, 1.55)}`;
}

const gradient = (
  id: string,
  stops: readonly (readonly [number, string, number?])[],
  kind = 'linearGradient',
  more = 'x1="0" y1="0" x2="0" y2="1"',
): string =>
  `<${kind} id="${id}" ${more}>${stops.map(([at, colour, opacity]) => `<stop offset="${at}" stop-color="${colour}" stop-opacity="${opacity ?? 1}"/>`).join('')}</${kind}>`;

/** Patches out of noise: white where the noise is high, clear elsewhere. */
const patches = (id: string, frequency: string, seed: number, slope: number, cut: number): string =>
  `<filter id="${id}" x="0" y="0" width="1" height="1"><feTurbulence type="fractalNoise" baseFrequency="${frequency}" numOctaves="4" seed="${seed}"/>` +
  `<feColorMatrix values="0 0 0 0 1  0 0 0 0 1  0 0 0 0 1  ${slope} 0 0 0 ${cut}"/><feComposite in2="SourceGraphic" operator="in"/></filter>`;

function page(defs: string, body: string): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}"><defs>${defs}` +
    `<filter id="soft"><feGaussianBlur stdDeviation="14"/></filter><filter id="haze"><feGaussianBlur stdDeviation="2.2"/></filter></defs>${body}${label()}</svg>`
  );
}

/** Shadow where the house meets the ground. */
function footing(house: Dormitory): string {
  const { front, side } = walls(house);
  return polygon(
    [
      front(0, 0, 2.2),
      front(house.length, 0, 2.2),
      front(house.length, 0),
      front(0, 0),
      side(house.depth, 0),
      side(house.depth, 0, 2),
      side(0, 0, 2),
    ],
    '#000000',
    'fill-opacity="0.4" filter="url(#soft)"',
  );
}

/** No. 28. */
export function hostel28(): string {
  const camera: Camera = { focal: 1500, eye: 3.2, centre: 1200, horizon: 1085 };
  const light: Light = {
    front: '#8a7f7c',
    side: '#5a5866',
    shade: '#2b3350',
    glass: ['#33405e', '#586a90'],
    lamp: ['#ffd98a', '#ffcb6b', '#ffe3a6', '#f8bd62', '#ffeec4'],
    frame: '#c9c6c4',
  };
  const random = chance(2801);
  const lit = new Map<string, boolean>();
  for (let column = -1; column < 20; column++)
    for (let floor = 0; floor < 5; floor++) lit.set(`${column}/${floor}`, random() < 0.52 || column === -1);
  const house: Dormitory = {
    camera,
    light,
    corner: [17.2, 27.5],
    turn: 0.2,
    length: 42,
    depth: 13,
    number: '28',
    seed: 28,
    pane: (wall, column, floor) =>
      wall === 'side' ? (column === 1 && floor > 1 ? 'lit' : 'dark') : lit.get(`${column}/${floor}`) === true ? 'lit' : 'dark',
  };
  const ground = '#59607a';
  const { front } = walls(house);
  const spill = [0, 1, 2, 3, 5, 7, 8, 10, 11, 12]
    .filter((column) => lit.get(`${column}/0`) === true)
    .map((column) => {
      const u = column * 3.2 + 0.7;
      return polygon(
        [front(u, 0, 0.6), front(u + 1.8, 0, 0.6), front(u + 2.6, 0, 5.2), front(u - 0.8, 0, 5.2)],
        '#ffcf7d',
        'fill-opacity="0.2" filter="url(#soft)"',
      );
    });
  const defs =
    gradient('sky', [
      [0, '#22345f'],
      [0.3, '#4b6196'],
      [0.48, '#8d8cb0'],
      [0.6, '#dba695'],
      [0.68, '#f4cd9f'],
    ]) +
    gradient('ground', [
      [0, '#7d7c90'],
      [0.35, ground],
      [1, '#2e3348'],
    ]) +
    gradient('soot', [
      [0, '#ffe0c0', 0.1],
      [0.6, '#000000', 0],
      [1, '#000010', 0.28],
    ]) +
    gradient(
      'glow',
      [
        [0, '#fff2c8', 0.95],
        [0.12, '#ffd98a', 0.5],
        [1, '#ffb64a', 0],
      ],
      'radialGradient',
      '',
    ) +
    gradient(
      'vignette',
      [
        [0.55, '#000000', 0],
        [1, '#060a1a', 0.5],
      ],
      'radialGradient',
      'cx="0.5" cy="0.52" r="0.75"',
    ) +
    patches('cloud', '0.0012 0.006', 7, 2.6, -1.25) +
    patches('snow', '0.004 0.022', 11, 7, -3.5) +
    patches('grain', '0.55', 3, 0.5, -0.16);
  const body = [
    '<rect width="2400" height="1600" fill="url(#sky)"/><rect width="2400" height="900" fill="#fff" filter="url(#cloud)" opacity="0.28"/>',
    skyline(camera, '#3c4668', '#b79ba2', 31, '#ffce85'),
    `<rect y="${camera.horizon}" width="2400" height="520" fill="url(#ground)"/>`,
    `<rect y="${camera.horizon + 12}" width="2400" height="505" fill="#fff" filter="url(#snow)" opacity="0.5"/>`,
    tree(camera, [-30, 52], 15, '#262b42', 5),
    tree(camera, [29, 44], 15, '#262b42', 6),
    tree(camera, [35, 50], 13, '#2c3149', 8),
    roof(house),
    footing(house),
    dormitory(house),
    strip(
      camera,
      [
        [-60, 17.2],
        [60, 17.2],
        [60, 12.2],
        [-60, 12.2],
      ],
      '#3b4056',
    ),
    line([project(camera, -60, 0.12, 17.3), project(camera, 60, 0.12, 17.3)], '#8d90a2', 6),
    line([project(camera, -60, 0.12, 12.1), project(camera, 60, 0.12, 12.1)], '#a1a3b4', 8),
    ...spill,
    polygon(
      [front(20.8, 0, 2.2), front(25.6, 0, 2.2), project(camera, -5, 0, 17.2), project(camera, -1.2, 0, 17.2)],
      '#7c7c8c',
      'fill-opacity="0.8"',
    ),
    lamp(camera, [-13.5, 20], '#20253a', '#fff3cf'),
    lamp(camera, [11.2, 18.4], '#20253a', '#fff3cf'),
    `<ellipse cx="${camera.centre + (1500 * -12.2) / 20}" cy="${camera.horizon + (1500 * 3.2) / 19.6}" rx="330" ry="46" fill="#ffd58c" fill-opacity="0.2" filter="url(#soft)"/>`,
    `<ellipse cx="${camera.centre + (1500 * 12.5) / 18.4}" cy="${camera.horizon + (1500 * 3.2) / 18}" rx="360" ry="52" fill="#ffd58c" fill-opacity="0.2" filter="url(#soft)"/>`,
    tree(camera, [-17.5, 19], 11, '#151a2c', 15),
    bench(camera, [4.6, 18.4], '#4b3b37'),
    '<rect width="2400" height="1600" fill="url(#vignette)"/><rect width="2400" height="1600" fill="#fff" filter="url(#grain)" opacity="0.1"/>',
  ].join('');
  return page(defs, body);
}

function bench(camera: Camera, foot: Point, wood: string): string {
  const at = (dx: number, y: number, dz = 0): Point => project(camera, foot[0] + dx, y, foot[1] + dz);
  return [
    ...[0.2, 2].flatMap((x) => [line([at(x, 0), at(x, 0.5)], '#2b2c33', 6), line([at(x, 0.5, 0.5), at(x, 1, 0.6)], '#2b2c33', 6)]),
    polygon([at(0, 0.5), at(2.2, 0.5), at(2.2, 0.52, 0.5), at(0, 0.52, 0.5)], wood),
    polygon([at(0, 0.72, 0.55), at(2.2, 0.72, 0.55), at(2.2, 1, 0.6), at(0, 1, 0.6)], mix(wood, '#000000', 0.15)),
  ].join('');
}

/** No. 47. */
export function hostel47(): string {
  const camera: Camera = { focal: 1420, eye: 4.4, centre: 1200, horizon: 1010 };
  const light: Light = {
    front: '#b9b2a3',
    side: '#958f85',
    shade: '#7f8790',
    glass: ['#4a5763', '#7d8d99'],
    lamp: ['#e8dcb8'],
    frame: '#ece9e1',
  };
  const gone = new Set([
    'side/0/0',
    'side/0/1',
    'side/1/0',
    'side/1/1',
    'side/1/3',
    'side/2/0',
    'side/2/2',
    'side/0/3',
    'front/0/0',
    'front/0/1',
    'front/1/1',
    'front/0/3',
  ]);
  const house: Dormitory = {
    camera,
    light,
    corner: [4.2, 27],
    turn: 0.62,
    length: 42,
    depth: 14,
    number: '47',
    seed: 47,
    pane: (wall, column, floor) => (gone.has(`${wall}/${column}/${floor}`) ? 'broken' : 'dark'),
  };
  const { side, front } = walls(house);
  const random = chance(4711);
  const shards = Array.from({ length: 150 }, () => {
    const [x, y] = side(random() * 13, 0, 0.3 + random() * 3.4);
    const s = 2 + random() * 6;
    return polygon(
      [
        [x, y],
        [x + s, y - s * 0.7],
        [x + s * 1.5, y + s * 0.2],
      ],
      random() > 0.4 ? '#dfe9ee' : '#5c666d',
    );
  });
  const defs =
    gradient('sky', [
      [0, '#9eaab4'],
      [0.5, '#c3cbd0'],
      [0.68, '#dedfdb'],
    ]) +
    gradient('ground', [
      [0, '#a3a199'],
      [0.3, '#85827a'],
      [1, '#5b5852'],
    ]) +
    gradient('soot', [
      [0, '#ffffff', 0.07],
      [0.5, '#000000', 0],
      [1, '#1a120a', 0.22],
    ]) +
    gradient('bowl', [
      [0, '#16110d'],
      [0.45, '#2b221b'],
      [1, '#5a4838'],
    ]) +
    gradient(
      'glow',
      [
        [0, '#ffffff', 0],
        [1, '#ffffff', 0],
      ],
      'radialGradient',
      '',
    ) +
    gradient(
      'vignette',
      [
        [0.6, '#000000', 0],
        [1, '#101418', 0.4],
      ],
      'radialGradient',
      'cx="0.5" cy="0.5" r="0.75"',
    ) +
    patches('cloud', '0.0011 0.0042', 21, 3.2, -1.5) +
    patches('shade', '0.0016 0.006', 5, 2.4, -1.2) +
    patches('snow', '0.0045 0.03', 12, 8, -4.1) +
    patches('grain', '0.55', 3, 0.5, -0.16);
  const body = [
    '<rect width="2400" height="1600" fill="url(#sky)"/><rect width="2400" height="980" fill="#fff" filter="url(#cloud)" opacity="0.7"/>',
    skyline(camera, '#8a949c', '#d6d9d8', 12, null),
    `<rect y="${camera.horizon}" width="2400" height="600" fill="url(#ground)"/>`,
    `<rect y="${camera.horizon + 10}" width="2400" height="590" fill="#fff" filter="url(#snow)" opacity="0.55"/>`,
    tree(camera, [-30, 50], 14, '#6b6c6b', 3),
    tree(camera, [28, 52], 15, '#6b6c6b', 9),
    tree(camera, [36, 60], 15, '#75777a', 14),
    tree(camera, [22, 58], 14, '#75777a', 19),
    roof(house),
    footing(house),
    dormitory(house),
    strip(
      camera,
      [
        [-60, 19],
        [-6, 17.4],
        [3.5, 14],
        [6, 9],
        [-60, 9],
      ],
      '#6c6a66',
    ),
    line(
      [
        [-60, 19],
        [-6, 17.4],
        [3.5, 14],
        [6, 9],
      ].map(([x = 0, z = 1]) => project(camera, x, 0.12, z)),
      '#b9b5ab',
      8,
    ),
    polygon(
      [front(20.8, 0, 2.2), front(25.6, 0, 2.2), project(camera, -10.4, 0, 17.6), project(camera, -15.2, 0, 17.8)],
      '#8f8b82',
      'fill-opacity="0.9"',
    ),
    ...shards,
    crater(camera, [11.2, 19.4], 2.9, 77),
    lamp(camera, [-17.5, 22.5], '#4b4f52', null),
    tree(camera, [19.2, 26.5], 9.5, '#3c3935', 42),
    tree(camera, [-21.5, 20.5], 12, '#45433f', 23),
    '<rect width="2400" height="1600" fill="url(#vignette)"/><rect width="2400" height="1600" fill="#fff" filter="url(#grain)" opacity="0.1"/>',
  ].join('');
  return page(defs, body);
}
