import { ORPCError } from '@orpc/server';
import { expect, it } from 'vitest';
import { procedureNames } from '../../../../main/shells/cli/commands/call.ts';
import { exitCodeOf, toFailure } from '../../../../main/shells/cli/failure.ts';
import { failureText, plain, plainText, shorten, table } from '../../../../main/shells/cli/output.ts';
import { UsageError } from '../../../../main/shells/cli/usage.ts';
import { contract } from '../../../../shared/contract.ts';
import { AssayError } from '../../../../shared/errors.ts';

it.each([
  ['\u001b[2J\u001b]0;owned\u0007', '\uFFFD[2J\uFFFD]0;owned\uFFFD'],
  ['invoice\u202Egpj.exe', 'invoice\uFFFDgpj.exe'],
  ['a\r\nb\tc', 'a b c'],
  ['Ольга 👩‍🚒 é', 'Ольга 👩‍🚒 é'],
])('imported words cannot steer the terminal: %j', (words, shown) => expect(plain(words)).toBe(shown));
it('keeps the lines of a text', () => expect(plainText('a\n\tb\u001b[1mc')).toBe('a\n\tb\uFFFD[1mc'));
it('shortens by code points', () => expect(shorten('👩👩👩👩', 3)).toBe('👩👩…'));
it('puts columns under each other, whatever the script, and leaves out empty ones', () => {
  expect(
    table(
      [
        ['S-001', '', 'статья', '7'],
        ['S-002', '', '没有', '12'],
        ['S-003', '', 'e\u0301', '1'],
      ],
      new Set([3]),
    ),
  ).toBe('S-001  статья   7\nS-002  没有    12\nS-003  e\u0301        1\n');
});
it('says a failure with what it knows of the place', () => {
  const text = failureText({
    code: 'QUOTE_AMBIGUOUS',
    message: 'Twice.',
    details: { quote: 'a', places: [{ start: 1, place: '¶3', context: 'x a\ny' }] },
  });
  expect(text).toBe('Twice. (QUOTE_AMBIGUOUS)\n  quote: a\n  places:\n    ¶3 x a y\n');
});
it.each<{ error: unknown; code: string; exit: number }>([
  { error: new AssayError('DISK_FULL'), code: 'DISK_FULL', exit: 1 },
  { error: new UsageError('No.'), code: 'BAD_INPUT', exit: 2 },
  { error: new ORPCError('CASE_LOCKED', { data: { owner: 'x' } }), code: 'CASE_LOCKED', exit: 1 },
  { error: new ORPCError('BAD_REQUEST'), code: 'BAD_INPUT', exit: 1 },
  { error: new DOMException('x', 'AbortError'), code: 'CANCELLED', exit: 1 },
  { error: new TypeError('boom'), code: 'INTERNAL', exit: 1 },
  { error: 'thrown words', code: 'INTERNAL', exit: 1 },
])('$code ends with $exit', ({ error, code, exit }) => {
  expect(toFailure(error).code).toBe(code);
  expect(exitCodeOf(error)).toBe(exit);
});
it('call knows every procedure of the contract', () => {
  expect(procedureNames()).toHaveLength(Object.values(contract).reduce((sum, group) => sum + Object.keys(group).length, 0));
});
