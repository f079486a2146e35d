/** What a reader of this PDF should look at, as sentences. */
import type { Finding } from '../../../shared/model.ts';
import { pageRanges } from './pictures.ts';

export interface Noticed {
  /** Pages, from 1. */
  readonly scanned: readonly number[];
  readonly unreadable: readonly number[];
  readonly damaged: readonly number[];
  /** Words around the article of a printed web page. */
  readonly leftOut: number;
  readonly tableIsSound: boolean;
  readonly comments: number;
  readonly refused: number;
}

const lower = (pages: readonly number[]): string => pageRanges(pages).toLowerCase();

export function findingsOf({ scanned, unreadable, damaged, leftOut, tableIsSound, comments, refused }: Noticed): Finding[] {
  const all: (Finding | false)[] = [
    scanned.length > 0 && {
      code: 'scanned-pages',
      message: `${pageRanges(scanned)} ${scanned.length === 1 ? 'is a picture' : 'are pictures'} without text.`,
      from: 'page content',
    },
    unreadable.length > 0 && {
      code: 'other',
      message: `The text of ${lower(unreadable)} is mostly signs: its fonts do not say which letters they draw. The pages show what was meant.`,
      from: 'fonts',
    },
    leftOut > 0 && {
      code: 'other',
      message: `This is a printed web page: ${leftOut} words of navigation, comments and other matter around the article are left out of the text; the pages show them.`,
      from: 'page structure',
    },
    !tableIsSound && {
      code: 'recovered',
      message: 'The file’s own table of its parts is damaged; they were searched for one by one.',
      from: 'cross-reference table',
    },
    damaged.length > 0 && {
      code: 'recovered',
      message: `${pageRanges(damaged)} could not be read; the others stand.`,
      from: 'page content',
    },
    comments > 0 && {
      code: 'comments',
      message: `${comments === 1 ? 'A note stands' : `${comments} notes stand`} on the pages.`,
      from: 'annotations',
    },
    refused > 0 && { code: 'parts-refused', message: `${refused} of the files inside could not be taken.`, from: 'embedded files' },
  ];
  return all.filter((finding) => finding !== false);
}
