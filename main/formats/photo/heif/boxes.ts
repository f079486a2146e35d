/** Boxes of ISO base media files (ISO/IEC 14496-12), read from untrusted bytes: every length is checked, every count is bounded. */

export interface Box {
  readonly type: string;
  /** First byte of the content, behind the box's header. */
  readonly start: number;
  /** One past the last byte. */
  readonly end: number;
}

/** More boxes side by side than any real file has. */
const most = 20_000;

export const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

export const fourCC = (view: DataView, at: number): string =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));

/** The boxes in [start, end), in order; ends quietly at the first whose length leads outside. */
export function* boxesOf(view: DataView, start = 0, end = view.byteLength): Generator<Box> {
  let at = start;
  for (let count = 0; count < most && at + 8 <= end; count++) {
    let size = view.getUint32(at);
    let header = 8;
    if (size === 1) {
      if (at + 16 > end) return;
      size = Number(view.getBigUint64(at + 8));
      header = 16;
    } else if (size === 0) size = end - at;
    if (size < header || at + size > end) return;
    yield { type: fourCC(view, at + 4), start: at + header, end: at + size };
    at += size;
  }
}

/** The first box of a type in [start, end). */
export function boxOf(view: DataView, type: string, start?: number, end?: number): Box | null {
  for (const box of boxesOf(view, start, end)) if (box.type === type) return box;
  return null;
}

/** Reads big-endian numbers one after another and never past `end`: throws RangeError there. */
export class Cursor {
  readonly #view: DataView;
  readonly end: number;
  at: number;

  constructor(view: DataView, { start, end }: Pick<Box, 'start' | 'end'>) {
    this.#view = view;
    this.at = start;
    this.end = end;
  }

  /** An unsigned number of 0 (gives 0), 1, 2, 4 or 8 bytes. */
  uint(bytes: number): number {
    const at = this.at;
    if (at + bytes > this.end) throw new RangeError('A box is shorter than what it says it holds.');
    this.at += bytes;
    switch (bytes) {
      case 0:
        return 0;
      case 1:
        return this.#view.getUint8(at);
      case 2:
        return this.#view.getUint16(at);
      case 4:
        return this.#view.getUint32(at);
      case 8:
        return Number(this.#view.getBigUint64(at));
      default:
        throw new RangeError(`A number of ${bytes} bytes does not occur.`);
    }
  }

  fourCC(): string {
    if (this.at + 4 > this.end) throw new RangeError('A box is shorter than what it says it holds.');
    this.at += 4;
    return fourCC(this.#view, this.at - 4);
  }
}
