/** What each state of content credentials (C2PA) says, and what it does not prove: the words that people read, in one place. */
import type { CredentialsState } from './model.ts';

export interface CredentialsWords {
  /** A few words, for a label. */
  readonly label: string;
  /** What was found. */
  readonly is: string;
  /** What does not follow from it. */
  readonly doesNotProve: string;
}

export const credentialsWords: Readonly<Record<CredentialsState, CredentialsWords>> = {
  absent: {
    label: 'No content credentials',
    is: 'The file carries no content credentials.',
    doesNotProve:
      'This says nothing about the picture. Most true pictures carry none, and most platforms take them out when a picture is uploaded.',
  },
  unreadable: {
    label: 'Content credentials cannot be read',
    is: 'The file carries content credentials, but they are damaged or of a kind that this version cannot read.',
    doesNotProve: 'This does not prove that anyone tampered with the file: a careless copy or a newer program leaves the same trace.',
  },
  invalid: {
    label: 'Content credentials do not hold',
    is: 'The file carries content credentials, and a check of them failed: what was signed is not what is here, or the signature does not hold, or its certificate had run out.',
    doesNotProve:
      'This does not prove that the picture is false. Saving a file again, or a signer who made a mistake, is enough; the codes say which check failed.',
  },
  'valid-untrusted': {
    label: 'Content credentials hold; the signer is not known',
    is: 'The file is as it was when the content credentials were signed. The signer’s certificate is on no list that this installation trusts.',
    doesNotProve:
      'This does not prove who signed: anyone can make a certificate in any name. Nor does it prove that the picture shows what it seems to show, or when and where it was taken.',
  },
  valid: {
    label: 'Content credentials hold; the signer is trusted',
    is: 'The file is as it was when the content credentials were signed, by a certificate that a chosen trust list names.',
    doesNotProve:
      'This does not prove that the picture is true: a signer can photograph a screen or stage a scene. It was checked offline, so a certificate that was withdrawn since is not noticed.',
  },
};
