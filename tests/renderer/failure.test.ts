import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { adviceFor, toFailure } from '../../renderer/state/failure.ts';
import { allErrorCodes, type ErrorCode, errorCodes } from '../../shared/errors.ts';

describe('whatever is thrown becomes a failure a person can read', () => {
  it('keeps code, words and details of a typed error', () => {
    const thrown = new ORPCError('QUOTE_NOT_FOUND', {
      defined: true,
      message: 'These words do not stand in S-001.',
      data: { source: 'S-001' },
    });
    expect(toFailure(thrown)).toEqual({
      code: 'QUOTE_NOT_FOUND',
      message: 'These words do not stand in S-001.',
      details: { source: 'S-001' },
    });
  });
  it.each([
    ['input the workbench refused', new ORPCError('BAD_REQUEST', { message: 'Input validation failed' }), 'BAD_INPUT'],
    ['a cancelled call', new DOMException('The operation was aborted', 'AbortError'), 'CANCELLED'],
    ['an error of ours without a code', new TypeError('x is not a function'), 'INTERNAL'],
    ['a code nobody knows', new ORPCError('SOMETHING_NEW', { message: 'new' }), 'INTERNAL'],
    ['a failure itself', { code: 'DISK_FULL', message: 'full', details: {} }, 'DISK_FULL'],
    ['a text', 'no', 'INTERNAL'],
    ['nothing', undefined, 'INTERNAL'],
  ])('%s', (_name, thrown, code) => {
    expect(toFailure(thrown).code).toBe(code);
    expect(toFailure(thrown).message).not.toBe('');
  });
  it('says what was said where it does not know the error', () => {
    expect(toFailure(new Error('socket hang up')).details).toEqual({ said: 'socket hang up' });
  });
});

it('every failure says what to do, in its own sentence or beside it', () => {
  const selfEvident = new Set<ErrorCode>([
    'CASE_NEWER',
    'DISK_FULL',
    'NOTHING_TO_UNDO',
    'NOTHING_TO_REDO',
    'UNDO_BLOCKED',
    'CANCELLED',
    'FORBIDDEN',
    'WRONG_KIND',
  ]);
  const silent = allErrorCodes.filter(
    (code) => adviceFor({ code, message: errorCodes[code], details: {} }) === null && !selfEvident.has(code),
  );
  expect(silent).toEqual([]);
});
