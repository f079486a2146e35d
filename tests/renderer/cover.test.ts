import { expect, it } from 'vitest';
import { wayOf } from '../../renderer/components/useCover.ts';
import { type Cover, SourceId, type SourceKind } from '../../shared/model.ts';

const id = SourceId.parse('01890a5d-ac96-774b-bcce-b302099a8057');

it.each<[string, SourceKind, Cover, 'none' | 'blur' | 'grey' | undefined, 'blur' | 'grey' | null]>([
  ['a photo is shown at once where nothing says otherwise', 'photo', 'as-case', 'none', null],
  ['a photo is blurred as the case says', 'photo', 'as-case', 'blur', 'blur'],
  ['a photo is grey as the case says', 'photo', 'as-case', 'grey', 'grey'],
  ['a photo that is covered for itself is blurred', 'photo', 'covered', 'none', 'blur'],
  ['a photo that is covered for itself is grey where the case wants grey', 'photo', 'covered', 'grey', 'grey'],
  ['a photo that is always open is open in a covered case', 'photo', 'open', 'grey', null],
  ['as long as the case’s word is not known, a photo is covered', 'photo', 'as-case', undefined, 'grey'],
  ['an article is never covered', 'article', 'covered', 'grey', null],
])('%s', (_, kind, cover, ofCase, way) => expect(wayOf({ id, kind, cover }, ofCase)).toBe(way));
