/** A stream of bytes read line by line and count by count, with its place known. */

const lf = 10;
const cr = 13;

export class Pieces {
  readonly #source: AsyncIterator<Uint8Array>;
  #piece: Uint8Array = new Uint8Array();
  /** Bytes consumed so far, from `start` on. */
  position: number;
  constructor(source: AsyncIterable<Uint8Array>, start = 0) {
    this.#source = source[Symbol.asyncIterator]();
    this.position = start;
  }

  async #more(): Promise<boolean> {
    for (;;) {
      const step = await this.#source.next();
      if (step.done === true) return false;
      if (step.value.length === 0) continue;
      this.#piece = this.#piece.length === 0 ? step.value : Buffer.concat([this.#piece, step.value]);
      return true;
    }
  }
  #drop(count: number): void {
    this.#piece = this.#piece.subarray(count);
    this.position += count;
  }

  /** Up to `count` bytes that come next, without consuming them. */
  async peek(count: number): Promise<Uint8Array> {
    while (this.#piece.length < count && (await this.#more()));
    return this.#piece.subarray(0, count);
  }
  async atEnd(): Promise<boolean> {
    return (await this.peek(1)).length === 0;
  }
  /** The next line without its end, as ISO 8859-1; null at the end of the stream or where no line ends within `most` bytes. */
  async line(most: number): Promise<string | null> {
    let from = 0;
    for (;;) {
      const end = this.#piece.indexOf(lf, from);
      if (end !== -1 && end < most) {
        const text = Buffer.from(this.#piece.subarray(0, this.#piece[end - 1] === cr ? end - 1 : end)).toString('latin1');
        this.#drop(end + 1);
        return text;
      }
      if (this.#piece.length >= most) return null;
      from = this.#piece.length;
      if (await this.#more()) continue;
      if (this.#piece.length === 0) return null;
      const text = Buffer.from(this.#piece).toString('latin1');
      this.#drop(this.#piece.length);
      return text;
    }
  }
  /** The next `count` bytes, fewer at the end of the stream. */
  async *take(count: number): AsyncGenerator<Uint8Array> {
    let left = count;
    while (left > 0) {
      if (this.#piece.length === 0 && !(await this.#more())) return;
      const part = this.#piece.subarray(0, left);
      this.#drop(part.length);
      left -= part.length;
      yield part;
    }
  }
  /** Consumes line ends; says how many. */
  async skipLineEnds(): Promise<number> {
    let count = 0;
    for (;;) {
      const [byte] = await this.peek(1);
      if (byte !== lf && byte !== cr) return count;
      this.#drop(1);
      if (byte === lf) count++;
    }
  }
  async drain(): Promise<void> {
    do this.#drop(this.#piece.length);
    while (await this.#more());
  }
  /** Lets go of what the bytes come from. */
  async close(): Promise<void> {
    await this.#source.return?.();
  }
}
