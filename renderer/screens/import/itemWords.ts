/** What an item of the queue became, and what there is to look at, in the words of the screen. */
import {
  BadgeAlert,
  CalendarX,
  Check,
  CircleDashed,
  CircleSlash,
  CircleX,
  Copy,
  FileLock2,
  Files,
  FileWarning,
  GalleryThumbnails,
  GitCompareArrows,
  Hash,
  History,
  Images,
  KeyRound,
  type LucideIcon,
  MessageSquareText,
  PencilLine,
  Quote,
  ScanText,
  TextSelect,
  Wrench,
} from 'lucide-react';
import type { ImportItem, ItemState, LookCode } from '../../../shared/contract.ts';

export const became: Readonly<Record<ItemState, { readonly word: string; readonly icon: LucideIcon }>> = {
  waiting: { word: 'waiting', icon: CircleDashed },
  reading: { word: 'reading', icon: CircleDashed },
  imported: { word: 'imported', icon: Check },
  duplicate: { word: 'already here', icon: Copy },
  'new-version': { word: 'new version', icon: History },
  asks: { word: 'asks you', icon: KeyRound },
  failed: { word: 'failed', icon: CircleX },
  cancelled: { word: 'cancelled', icon: CircleSlash },
};

interface LookWords {
  /** Over the group. */
  readonly title: string;
  /** In a cell of the list. */
  readonly short: string;
  /** What it means, and what it does not. */
  readonly means: string;
  readonly icon: LucideIcon;
}

export const look: Readonly<Record<LookCode, LookWords>> = {
  locked: {
    title: 'Asks for a password',
    short: 'give its password',
    means:
      'Kept and hashed as it came; its text can be read once its password is given. That is used once, in memory, and never written to the case or the log.',
    icon: FileLock2,
  },
  'choose-pages': {
    title: 'Pages to choose',
    short: 'choose pages',
    means: 'The archive is kept whole. The pages you take become sources of their own that point to it.',
    icon: Files,
  },
  'new-version': {
    title: 'Changed at its address',
    short: 'new version',
    means: 'Other bytes came from an address that is in this case already. Both stay; excerpts keep to the one they were made on.',
    icon: History,
  },
  'like-photo': {
    title: 'Near-duplicate photos',
    short: 'looks like another',
    means:
      'Two pictures that show the same pixels, changed: cut, mirrored, saved again, with a banner. A person says whether one is a copy.',
    icon: Images,
  },
  'like-text': {
    title: 'Near-duplicate articles',
    short: 'reads like another',
    means: 'Two texts that share their wording. A copy adds no independent support to a claim.',
    icon: Quote,
  },
  'credentials-invalid': {
    title: 'Content credentials not valid',
    short: 'credentials invalid',
    means: 'What was signed is not what is here, or the signature does not hold. It does not say who changed it, or why.',
    icon: BadgeAlert,
  },
  'thumbnail-differs': {
    title: 'Thumbnail shows another picture',
    short: 'thumbnail differs',
    means: 'The small picture inside the file does not show what the photo shows: the photo may have been changed after it was taken.',
    icon: GalleryThumbnails,
  },
  'no-date': {
    title: 'No date found',
    short: 'no date',
    means: 'The file does not say when it was published or taken. You can add what you know; it stands beside what the file says.',
    icon: CalendarX,
  },
  'edited-by-software': {
    title: 'Edited by software',
    short: 'edited',
    means: 'The file’s own history names a program that saved or changed it. Cropping and toning count, too.',
    icon: PencilLine,
  },
  'wrong-extension': {
    title: 'Named as something else',
    short: 'wrong extension',
    means: 'The content is of another format than the name says. It was read by its content.',
    icon: FileWarning,
  },
  polyglot: {
    title: 'Two formats in one file',
    short: 'two formats',
    means: 'The file can be read as more than one format. Assay read the one it begins with; the rest is data.',
    icon: Files,
  },
  'unsafe-name': {
    title: 'Names made safe',
    short: 'name made safe',
    means: 'The name holds characters that hide or turn letters. They are shown as boxes; the log keeps the name.',
    icon: FileWarning,
  },
  'tracked-changes': {
    title: 'Tracked changes',
    short: 'tracked changes',
    means: 'The document carries what was inserted and deleted, by whom and when. It is shown as such.',
    icon: GitCompareArrows,
  },
  comments: { title: 'Comments in the document', short: 'comments', means: 'Remarks of people who worked on it.', icon: MessageSquareText },
  'hidden-text': {
    title: 'Hidden text',
    short: 'hidden text',
    means: 'The file holds text that is not seen where it is shown as usual.',
    icon: TextSelect,
  },
  'scanned-pages': {
    title: 'Scanned pages',
    short: 'scanned',
    means: 'Pages that are pictures. A machine can read them; what it reads is marked as machine-read.',
    icon: ScanText,
  },
  'machine-read': {
    title: 'Read by machine',
    short: 'machine-read',
    means: 'The text was guessed from a picture. Compare every quote with the picture.',
    icon: ScanText,
  },
  'digest-differs': {
    title: 'Digest does not agree',
    short: 'digest differs',
    means: 'The archive carries a digest of its content that the bytes do not have: it was damaged or changed since.',
    icon: Hash,
  },
  'records-broken': {
    title: 'Broken records',
    short: 'broken records',
    means: 'Parts of the archive cannot be read; the good ones are there.',
    icon: FileWarning,
  },
  'parts-refused': {
    title: 'Parts that did not come in',
    short: 'parts refused',
    means: 'Files inside this one could not be taken, each for the reason that is told.',
    icon: CircleX,
  },
  recovered: {
    title: 'Damaged, and read in spite of it',
    short: 'recovered',
    means: 'The file does not keep the rules of its format; what could be read is shown.',
    icon: Wrench,
  },
  other: { title: 'Also noticed', short: 'note', means: 'What a reader of the file noticed.', icon: FileWarning },
};

/** What of a file there is to look at, in a few words each; what it asks comes first. */
export function notesOf({ asks, findings }: ImportItem): string[] {
  const asked = asks === 'password' ? [look.locked.short] : asks === 'pages' ? [look['choose-pages'].short] : [];
  return [...new Set([...asked, ...findings.map(({ code }) => look[code].short)])];
}
