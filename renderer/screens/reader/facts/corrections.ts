/** What a person can correct beside what the file says, and how each is written in a form. Pure. */
import type { Corrections, Source } from '../../../../shared/model.ts';
import { edtf } from '../../../components/words.ts';

export type Correctable = 'title' | 'authors' | 'publisher' | 'published' | 'url';

export interface Said {
  /** As it is shown; empty where the file says nothing. */
  readonly words: string;
  /** As it is typed. */
  readonly typed: string;
  /** The field of the original. */
  readonly from: string;
}

interface Row {
  readonly field: Correctable;
  readonly title: string;
  readonly hint: string;
  readonly inFile: Said | null;
  /** A person's, where there is one. */
  readonly corrected: Omit<Said, 'from'> | null;
}

const plain = (value: string): Omit<Said, 'from'> => ({ words: value, typed: value });
const named = (names: readonly string[]): Omit<Said, 'from'> => ({ words: names.join(', '), typed: names.join('\n') });
const dated = (value: string): Omit<Said, 'from'> => ({ words: edtf(value), typed: value });

/** Each value that can be corrected: the file's own, and a person's beside it. */
export function correctable({ metadata, corrections }: Pick<Source, 'metadata' | 'corrections'>): Row[] {
  const { title, authors, publisher, published, canonicalUrl } = metadata;
  return [
    {
      field: 'title',
      title: 'Title',
      hint: '',
      inFile: title ? { ...plain(title.value), from: title.from } : null,
      corrected: corrections.title === undefined ? null : plain(corrections.title),
    },
    {
      field: 'authors',
      title: 'Authors',
      hint: 'One on each line.',
      inFile: authors ? { ...named(authors.value), from: authors.from } : null,
      corrected: corrections.authors === undefined ? null : named(corrections.authors),
    },
    {
      field: 'publisher',
      title: 'Publisher',
      hint: '',
      inFile: publisher ? { ...plain(publisher.value), from: publisher.from } : null,
      corrected: corrections.publisher === undefined ? null : plain(corrections.publisher),
    },
    {
      field: 'published',
      title: 'Published',
      hint: 'As EDTF: 2023-01-09, 2023-01, 2023~ for “about”, 2023? for “perhaps”.',
      inFile: published ? { ...dated(published.value), from: published.from } : null,
      corrected: corrections.published === undefined ? null : dated(corrections.published),
    },
    {
      field: 'url',
      title: 'Address',
      hint: '',
      inFile: canonicalUrl ? { ...plain(canonicalUrl.value), from: canonicalUrl.from } : null,
      corrected: corrections.url === undefined ? null : plain(corrections.url),
    },
  ];
}

/** What was typed as a change of the corrections. Empty takes a correction back. */
export function correctionOf(field: Correctable, typed: string): Corrections {
  const value = typed.trim();
  if (field !== 'authors') return { [field]: value };
  return {
    authors: value
      .split('\n')
      .map((name) => name.trim())
      .filter((name) => name !== ''),
  };
}
