/** Questions and answers over a channel that only carries messages; the same on both sides. */
import { AssayError, type Failure } from '../../../shared/errors.ts';
import type { Question } from './messages.ts';

export type Line =
  | { readonly type: 'question'; readonly id: number; readonly question: Question }
  | { readonly type: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly type: 'refusal'; readonly id: number; readonly failure: Failure };

export interface Questions {
  /** Rejects with the AssayError that the other side met, or when the line is cut. */
  ask(question: Question): Promise<unknown>;
  /** Takes what came in over the line. */
  take(line: Line): void;
  /** The other side is gone: nobody waits any longer. */
  cut(): void;
}

const asFailure = (error: unknown): Failure => {
  if (error instanceof AssayError) return error.toFailure();
  console.error(error);
  return new AssayError('INTERNAL').toFailure();
};

export function createQuestions(send: (line: Line) => void, reply: (question: Question) => Promise<unknown>): Questions {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let last = 0;
  return {
    ask: (question) => {
      last += 1;
      const waiter = Promise.withResolvers<unknown>();
      waiting.set(last, waiter);
      send({ type: 'question', id: last, question });
      return waiter.promise;
    },
    take: (line) => {
      if (line.type === 'question') {
        const { id } = line;
        reply(line.question).then(
          (value) => send({ type: 'answer', id, value }),
          (error: unknown) => send({ type: 'refusal', id, failure: asFailure(error) }),
        );
        return;
      }
      const waiter = waiting.get(line.id);
      waiting.delete(line.id);
      if (line.type === 'answer') waiter?.resolve(line.value);
      else waiter?.reject(new AssayError(line.failure.code, line.failure.message, line.failure.details));
    },
    cut: () => {
      for (const waiter of waiting.values()) waiter.reject(new AssayError('CANCELLED'));
      waiting.clear();
    },
  };
}
