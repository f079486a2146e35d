/** Brightness, contrast and levels of a picture as it is shown; the original stays as it is. Pure. */

export interface Light {
  /** -100 to 100; 0 leaves it. */
  readonly brightness: number;
  readonly contrast: number;
  /** What is shown as black and as white, 0 to 255; black stays below white. */
  readonly black: number;
  readonly white: number;
  /** 0.2 to 5; above 1 lights up the middle tones. */
  readonly gamma: number;
}

export const asItIs: Light = { brightness: 0, contrast: 0, black: 0, white: 255, gamma: 1 };
export const isAsItIs = (light: Light): boolean =>
  light.brightness === 0 && light.contrast === 0 && light.black === 0 && light.white === 255 && light.gamma === 1;

const steps = 64;

/** What a tone of 0 to 1 becomes: levels first, then contrast about the middle, then brightness. */
export function toneOf(tone: number, { brightness, contrast, black, white, gamma }: Light): number {
  const [low, high] = [black / 255, Math.max(white, black + 1) / 255];
  const levelled = Math.min(1, Math.max(0, (tone - low) / (high - low))) ** (1 / gamma);
  // 100 makes every edge hard, -100 leaves plain grey
  const slope = contrast < 0 ? 1 + contrast / 100 : 1 / Math.max(0.01, 1 - contrast / 100);
  return Math.min(1, Math.max(0, (levelled - 0.5) * slope + 0.5 + brightness / 100));
}

/** `tableValues` of an SVG feFunc: tones at even steps from 0 to 1. */
export function toneTable(light: Light): string {
  return Array.from({ length: steps + 1 }, (_, step) => toneOf(step / steps, light).toFixed(4)).join(' ');
}

const plus = (value: number): string => `${value > 0 ? '+' : '−'}${Math.abs(value)}`;
/** `brightness +18, levels 12–240, gamma 1.40`; empty where nothing is changed. */
export function lightWords(light: Light): string {
  const { brightness, contrast, black, white, gamma } = light;
  return [
    brightness === 0 ? '' : `brightness ${plus(brightness)}`,
    contrast === 0 ? '' : `contrast ${plus(contrast)}`,
    black === 0 && white === 255 ? '' : `levels ${black}–${white}`,
    gamma === 1 ? '' : `gamma ${gamma.toFixed(2)}`,
  ]
    .filter(Boolean)
    .join(', ');
}
