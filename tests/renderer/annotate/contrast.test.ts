import { describe, expect, it } from 'vitest';
import marks from '../../../renderer/annotate/annotate.css?raw';
import tokens from '../../../renderer/styles/tokens.css?raw';

type Colour = readonly [number, number, number];
const schemes = ['light', 'dark'] as const;

function parse(hex: string): Colour {
  const digits = hex.length === 3 ? Array.from(hex, (digit) => digit + digit).join('') : hex;
  const [r = 0, g = 0, b = 0] = [0, 2, 4].map((at) => Number.parseInt(digits.slice(at, at + 2), 16));
  return [r, g, b];
}
/** A token's colour in a scheme: `--panel: light-dark(#fff, #161a21)`. */
function token(name: string, scheme: (typeof schemes)[number]): Colour {
  const found = new RegExp(`--${name}:\\s*light-dark\\(#([0-9a-f]+),\\s*#([0-9a-f]+)\\)`).exec(tokens);
  const hex = found?.[scheme === 'light' ? 1 : 2];
  if (!hex) throw new Error(`no token --${name}`);
  return parse(hex);
}
const washes = Array.from(
  marks.matchAll(/::highlight\(([a-z-]+)\)\s*\{\s*background:\s*color-mix\(in srgb, var\(--([a-z0-9]+)\) ([\d.]+)%, transparent\)/g),
  ([, name = '', colour = '', share = '']) => ({ name, colour, share: Number(share) / 100 }),
);
const over = (under: Colour, top: Colour, share: number): Colour => {
  const mix = (a: number, b: number): number => a * (1 - share) + b * share;
  return [mix(under[0], top[0]), mix(under[1], top[1]), mix(under[2], top[2])];
};
/** WCAG 2.2 relative luminance and contrast ratio. */
function luminance(colour: Colour): number {
  const [r, g, b] = colour.map((part) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
}
function contrast(a: Colour, b: Colour): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

describe('text under marks', () => {
  it('every mark is known to this test', () =>
    expect(washes.map(({ name }) => name)).toEqual(['unlinked', 'context', 'fails-to-verify', 'refutes', 'supports', 'chosen']));

  it.each(schemes)('can be read where all marks lie over each other (%s)', (scheme) => {
    const stacked = washes.reduce((under, { colour, share }) => over(under, token(colour, scheme), share), token('panel', scheme));
    expect(contrast(token('text', scheme), stacked)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(schemes)('can be read in hand (%s)', (scheme) => {
    const found = /::highlight\(cursor\)\s*\{\s*background:\s*light-dark\(#([0-9a-f]+), #([0-9a-f]+)\)/.exec(marks);
    const hex = found?.[scheme === 'light' ? 1 : 2];
    expect(hex && contrast(token('text', scheme), parse(hex))).toBeGreaterThanOrEqual(7);
  });
});
