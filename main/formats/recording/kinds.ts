/** Video and sound files by their first bytes. */
import { latin1, startsWith } from '../signatures.ts';

export interface Recording {
  /** As people call it. */
  readonly name: string;
  readonly video: string;
  readonly audio: string;
}

const mp4: Recording = { name: 'MP4', video: 'video/mp4', audio: 'audio/mp4' };
const quickTime: Recording = { name: 'QuickTime', video: 'video/quicktime', audio: 'video/quicktime' };
const mobile: Recording = { name: '3GP', video: 'video/3gpp', audio: 'audio/3gpp' };
const mobile2: Recording = { name: '3GP2', video: 'video/3gpp2', audio: 'audio/3gpp2' };
const webm: Recording = { name: 'WebM', video: 'video/webm', audio: 'audio/webm' };
const matroska: Recording = { name: 'Matroska', video: 'video/matroska', audio: 'audio/matroska' };
const avi: Recording = { name: 'AVI', video: 'video/vnd.avi', audio: 'video/vnd.avi' };
const wav: Recording = { name: 'WAV', video: 'audio/wav', audio: 'audio/wav' };
const flac: Recording = { name: 'FLAC', video: 'audio/flac', audio: 'audio/flac' };
const ogg: Recording = { name: 'Ogg', video: 'video/ogg', audio: 'audio/ogg' };
const mp3: Recording = { name: 'MP3', video: 'audio/mpeg', audio: 'audio/mpeg' };
const aac: Recording = { name: 'AAC', video: 'audio/aac', audio: 'audio/aac' };

/** Brands of pictures and of camera raw files, which share the box structure of MP4. */
const notMoving = /^(?:hei|hev[cmxs]|mif|msf|miaf|avi[fs]|crx |jp[2xm] |jxl )/;

function isoMedia(head: Uint8Array): Recording | null {
  const brand = latin1(head.subarray(8, 12));
  if (notMoving.test(brand)) return null;
  if (brand === 'qt  ') return quickTime;
  return brand.startsWith('3g2') ? mobile2 : brand.startsWith('3g') ? mobile : mp4;
}

const bitRates = [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
const bitRates2 = [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];

/** Bytes of the MPEG audio layer III frame at `at` (ISO/IEC 11172-3), or 0 where none stands. */
function frameLength(head: Uint8Array, at: number): number {
  const [a = 0, b = 0, c = 0] = head.subarray(at, at + 3);
  const version = (b >> 3) & 3;
  const [rate = 0] = [[11_025, 12_000, 8_000], [], [22_050, 24_000, 16_000], [44_100, 48_000, 32_000]][version]?.slice((c >> 2) & 3) ?? [];
  const kilobits = (version === 3 ? bitRates : bitRates2)[c >> 4] ?? 0;
  if (a !== 0xff || (b & 0xe0) !== 0xe0 || ((b >> 1) & 3) !== 1 || rate === 0 || kilobits === 0) return 0;
  return Math.floor(((version === 3 ? 144_000 : 72_000) * kilobits) / rate) + ((c >> 1) & 1);
}

/** Two bytes of a frame stand in many files; two frames in a row do not. */
function isMp3(head: Uint8Array): boolean {
  const length = frameLength(head, 0);
  return length > 0 && frameLength(head, length) > 0;
}

/** ADTS frames, two in a row (ISO/IEC 13818-7). */
function isAac(head: Uint8Array): boolean {
  const sync = (at: number) => head[at] === 0xff && ((head[at + 1] ?? 0) & 0xf6) === 0xf0;
  const length = (((head[3] ?? 0) & 3) << 11) | ((head[4] ?? 0) << 3) | ((head[5] ?? 0) >> 5);
  return sync(0) && length >= 7 && sync(length);
}

/** What kind of recording the bytes are by signature, or null. */
export function recordingKind(head: Uint8Array): Recording | null {
  if (startsWith(head, 'ftyp', 4)) return isoMedia(head);
  if (['moov', 'mdat', 'wide', 'free', 'skip', 'pnot'].some((box) => startsWith(head, box, 4))) return quickTime;
  if (startsWith(head, 'RIFF') || startsWith(head, 'RF64') || startsWith(head, 'BW64'))
    return startsWith(head, 'WAVE', 8) ? wav : startsWith(head, 'AVI ', 8) ? avi : null;
  if (startsWith(head, [0x1a, 0x45, 0xdf, 0xa3])) return latin1(head, 128).includes('webm') ? webm : matroska;
  if (startsWith(head, 'OggS')) return ogg;
  if (startsWith(head, 'fLaC')) return flac;
  if (startsWith(head, 'ID3')) return mp3;
  return isMp3(head) ? mp3 : isAac(head) ? aac : null;
}
