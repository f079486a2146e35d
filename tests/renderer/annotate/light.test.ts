import { describe, expect, it } from 'vitest';
import { asItIs, isAsItIs, lightWords, toneOf, toneTable } from '../../../renderer/annotate/light.ts';
import { measured, measuredWords } from '../../../renderer/annotate/measure.ts';

describe('light of the view', () => {
  it('is the photo’s own until it is changed', () => {
    expect(isAsItIs(asItIs)).toBe(true);
    for (const tone of [0, 0.25, 0.5, 1]) expect(toneOf(tone, asItIs)).toBeCloseTo(tone, 10);
    expect(lightWords(asItIs)).toBe('');
  });
  it.each([
    { name: 'brightness lifts every tone', light: { ...asItIs, brightness: 20 }, tone: 0.5, is: 0.7 },
    { name: 'no contrast is grey', light: { ...asItIs, contrast: -100 }, tone: 0.9, is: 0.5 },
    { name: 'contrast leaves the middle', light: { ...asItIs, contrast: 50 }, tone: 0.5, is: 0.5 },
    { name: 'contrast spreads the rest', light: { ...asItIs, contrast: 50 }, tone: 0.6, is: 0.7 },
    { name: 'the black point is black', light: { ...asItIs, black: 51 }, tone: 0.2, is: 0 },
    { name: 'the white point is white', light: { ...asItIs, white: 204 }, tone: 0.8, is: 1 },
    { name: 'gamma lights the middle', light: { ...asItIs, gamma: 2 }, tone: 0.25, is: 0.5 },
  ])('$name', ({ light, tone, is }) => expect(toneOf(tone, light)).toBeCloseTo(is, 6));
  it('never leaves what can be shown, and never falls', () => {
    const values = toneTable({ brightness: 90, contrast: 95, black: 100, white: 101, gamma: 5 }).split(' ').map(Number);
    expect(values).toHaveLength(65);
    for (const [index, value] of values.entries()) {
      expect(value).toBeGreaterThanOrEqual(index === 0 ? 0 : (values[index - 1] ?? 0));
      expect(value).toBeLessThanOrEqual(1);
    }
  });
  it('says what is changed', () => {
    expect(lightWords({ brightness: 18, contrast: -4, black: 12, white: 240, gamma: 1.4 })).toBe(
      'brightness +18, contrast −4, levels 12–240, gamma 1.40',
    );
  });
});

describe('a distance', () => {
  it.each([
    { name: 'to the right', to: { x: 30, y: 0 }, words: '30.0 px, Δx 30, Δy 0, 0.0°' },
    { name: 'up is a positive angle', to: { x: 3, y: -4 }, words: '5.0 px, Δx 3, Δy −4, 53.1°' },
    { name: 'down', to: { x: 0, y: 1000 }, words: '1,000.0 px, Δx 0, Δy 1,000, −90.0°' },
    { name: 'to the left', to: { x: -7, y: 0 }, words: '7.0 px, Δx −7, Δy 0, 180.0°' },
    { name: 'none', to: { x: 0, y: 0 }, words: '0.0 px, Δx 0, Δy 0, 0.0°' },
  ])('$name', ({ to, words }) => expect(measuredWords(measured({ x: 0, y: 0 }, to))).toBe(words));
});
