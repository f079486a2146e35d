/** RFC 8785 canonical JSON, strict: what it cannot say is refused instead of dropped. */
import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { Sha256 } from '../../shared/model.ts';

/** Half of a character: the one thing without a canonical form that a person can bring in, by pasting from a broken program. */
export class LoneSurrogate extends TypeError {}

function refuse(path: string, what: string): never {
  throw new TypeError(`${what} at ${path} has no canonical JSON form`);
}

function check(value: unknown, path: string): void {
  switch (typeof value) {
    case 'undefined': // canonicalize would silently drop it, and with it a field of the record
    case 'function':
    case 'symbol':
    case 'bigint':
      refuse(path, typeof value);
      break;
    case 'number':
      if (!Number.isFinite(value)) refuse(path, 'a number that is not finite');
      return;
    case 'boolean':
      return;
    case 'string':
      if (!value.isWellFormed()) throw new LoneSurrogate(`a lone surrogate at ${path} has no canonical JSON form`);
      return;
    case 'object':
      if (value === null) return;
      if (Array.isArray(value)) {
        for (const [i, item] of value.entries()) check(item, `${path}[${i}]`);
        return;
      }
      if (Object.getPrototypeOf(value) !== Object.prototype && Object.getPrototypeOf(value) !== null) refuse(path, 'an object of a class');
      for (const [key, item] of Object.entries(value)) check(item, `${path}.${key}`);
  }
}

/** Throws TypeError for undefined, NaN, lone surrogates, class instances. */
export function canonicalJson(value: unknown): string {
  check(value, '$');
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('value has no canonical JSON form');
  return text;
}

/** SHA-256 of bytes or of a string's UTF-8. */
export function sha256(data: Uint8Array | string): Sha256 {
  return Sha256.parse(createHash('sha256').update(data).digest('hex'));
}
