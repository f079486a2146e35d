/** What a photo's file says of itself, in plain words; an absence is said, never guessed away. Pure. */
import type { CaptureTime, Metadata, Position } from '../../../shared/model.ts';

/** `2022-10-25 11:27:32 −04:00`; seconds' fractions as the file has them. */
export function takenWords(captured: CaptureTime | undefined): string {
  if (!captured) return 'no capture time in the file';
  return `taken ${captured.local.replace('T', ' ')} ${captured.offset === null ? '(no offset in the file)' : captured.offset.replace('-', '−')}`;
}

/** Degrees with the six decimals that GPS can mean (0.1 m). */
export function placeWords(position: Position | undefined): string {
  if (!position) return 'no position in the file';
  const degrees = (value: number): string => value.toFixed(6).replace('-', '−');
  return `${degrees(position.lat)}, ${degrees(position.lon)}`;
}

export function cameraName({ make = '', model = '' }: NonNullable<Metadata['camera']>['value']): string {
  // Most makers repeat their name in the model's, often a shorter one: NIKON CORPORATION, NIKON Z 9.
  const [name = ''] = make.toLowerCase().split(' ');
  return name && model.toLowerCase().startsWith(name) ? model : `${make} ${model}`.trim();
}
