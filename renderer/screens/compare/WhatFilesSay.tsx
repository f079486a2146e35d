/** What each of two photo files says of itself, side by side. */
import type { ReactNode } from 'react';
import type { Source } from '../../../shared/model.ts';
import { bytes, edtf } from '../../components/words.ts';

/** Many makers write their name into the model, too. */
const cameraOf = ({ make = '', model = '' }: { make?: string | undefined; model?: string | undefined }): string =>
  model.toLowerCase().startsWith(make.toLowerCase()) && model !== '' ? model : `${make} ${model}`.trim();

/** How far the camera's clock is from the satellites', where the file says when it was there by both and in which zone; else both stand apart. */
function clocks({ metadata: { captured, fields } }: Source): string | undefined {
  const gps = fields?.find(({ group, name }) => group === 'GPS' && name === 'GPS date and time (UTC)')?.value;
  if (gps === undefined) return undefined;
  if (!captured || captured.value.offset === null) return `GPS ${edtf(gps)} UTC`;
  const apart = Math.abs(Date.parse(`${captured.value.local}${captured.value.offset}`) - Date.parse(gps)) / 60_000;
  if (Number.isNaN(apart)) return `GPS ${edtf(gps)} UTC`;
  if (apart < 2) return 'agree';
  return apart < 120
    ? `${Math.round(apart)} minutes apart`
    : apart < 2880
      ? `${Math.round(apart / 60)} hours apart`
      : `${Math.round(apart / 1440)} days apart`;
}

const rows: readonly { name: string; of(source: Source): string | undefined }[] = [
  { name: 'Taken', of: ({ metadata: { captured } }) => captured && edtf(captured.value.local) },
  {
    name: 'Place',
    of: ({ metadata: { position } }) => position && `${position.value.lat.toFixed(5)}, ${position.value.lon.toFixed(5)}`,
  },
  {
    name: 'Camera',
    of: ({ metadata: { camera } }) => camera && cameraOf(camera.value),
  },
  { name: 'Clock and GPS', of: clocks },
  { name: 'Software', of: ({ metadata: { software } }) => software?.value.join(', ') },
  { name: 'Credentials', of: ({ metadata: { credentials } }) => credentials?.value.state.replaceAll('-', ', ') },
  { name: 'Pixels', of: ({ photo }) => (photo ? `${photo.width} × ${photo.height}` : undefined) },
  { name: 'Bytes', of: ({ size }) => bytes(size) },
];

export function WhatFilesSay({ a, b }: { a: Source; b: Source }) {
  const cell = (value: string | undefined): ReactNode => (value ? <bdi>{value}</bdi> : <span className="muted">nothing</span>);
  return (
    <section className="say" aria-label="What each file says">
      <h3>What each file says</h3>
      <table>
        <thead>
          <tr>
            <td />
            <th scope="col">{a.ref}</th>
            <th scope="col">{b.ref}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, of }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{cell(of(a))}</td>
              <td>{cell(of(b))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
