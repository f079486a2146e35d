/** call: any procedure of the contract, for scripts. */
import { isContractProcedure } from '@orpc/contract';
import { z } from 'zod';
import { contract, type ProcedureKind } from '../../../../shared/contract.ts';
import { finish, type Session } from '../session.ts';
import { UsageError } from '../usage.ts';

interface Procedure {
  readonly path: readonly string[];
  readonly kind: ProcedureKind;
  readonly takesCase: boolean;
}

/** What the contract library keeps of a procedure, as far as it is needed here. */
const Definition = z.looseObject({
  inputSchema: z.unknown().optional(),
  meta: z.looseObject({ kind: z.enum(['query', 'command', 'action']) }),
});

function* procedures(node: unknown, path: readonly string[] = []): Generator<Procedure> {
  if (isContractProcedure(node)) {
    const { inputSchema, meta } = Definition.parse(node['~orpc']);
    yield { path, kind: meta.kind, takesCase: inputSchema instanceof z.ZodObject && 'case' in inputSchema.shape };
  } else if (typeof node === 'object' && node !== null)
    for (const [name, child] of Object.entries(node)) yield* procedures(child, [...path, name]);
}

/** Names as `call` takes them: of every procedure, or of one kind. */
export const procedureNames = (kind?: ProcedureKind): string[] =>
  [...procedures(contract)].filter((one) => kind === undefined || one.kind === kind).map(({ path }) => path.join('.'));

function findProcedure(name: string): Procedure {
  const all = [...procedures(contract)];
  const found = all.find(({ path }) => path.join('.') === name);
  if (!found) throw new UsageError(`There is no procedure "${name}". There are:\n  ${all.map(({ path }) => path.join('.')).join('\n  ')}`);
  return found;
}

const Input = z.record(z.string(), z.unknown());
const PathMark = z.strictObject({ $path: z.string().min(1) });

function readInput(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new UsageError(`The input is no JSON: ${error.message}`);
    throw error;
  }
  const parsed = Input.safeParse(value);
  if (!parsed.success) throw new UsageError('The input is a JSON object, for example {"source": "S-001"}.');
  return parsed.data;
}

/** Files travel as tickets: {"$path": "photo.jpg"} anywhere in the input becomes one. */
function withTickets(value: unknown, session: Session): unknown {
  const path = PathMark.safeParse(value);
  if (path.success) return session.ticket(path.data.$path);
  if (Array.isArray(value)) return value.map((one) => withTickets(one, session));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withTickets(one, session)]));
  return value;
}

const isIterator = (value: unknown): value is AsyncIterator<unknown, unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value && 'next' in value;

async function invoke(session: Session, { path }: Procedure, input: unknown): Promise<unknown> {
  const leaf = path.reduce<unknown>(
    (node, name) => (typeof node === 'object' || typeof node === 'function' ? node && Reflect.get(node, name) : undefined),
    session.client,
  );
  if (typeof leaf !== 'function') throw new TypeError(`the client has no ${path.join('.')}`);
  const { signal } = session.terminal;
  const result: unknown = await Reflect.apply(leaf, undefined, [input, { signal }]);
  if (!isIterator(result)) return result;
  // A long action answers with its result; one that only tells facts (watch) with those it told until Ctrl C.
  const told: unknown[] = [];
  try {
    return (await finish(result, (step) => told.push(step))) ?? told;
  } catch (error) {
    if (signal.aborted) return told;
    throw error;
  }
}

const Verdict = z.union([z.looseObject({ ok: z.boolean() }), z.looseObject({ failed: z.int() }), z.looseObject({ outcome: z.string() })]);

/** 1 where the answer itself says that something failed or was found wrong, as `import` and `verify` do. */
function exitCode(answer: unknown): number {
  const told = Verdict.safeParse(answer);
  if (!told.success) return 0;
  const { ok, failed, outcome } = z.looseObject({ ok: z.unknown(), failed: z.unknown(), outcome: z.unknown() }).partial().parse(told.data);
  return ok === false || (typeof failed === 'number' && failed > 0) || outcome === 'failed' ? 1 : 0;
}

/** Answers in JSON always: there are no words for every procedure. `-` as the case: the procedure needs none; `-` as the input: read stdin. */
export async function call(session: Session, casePath: string, name: string, json: string | undefined): Promise<number> {
  const { terminal } = session;
  const procedure = findProcedure(name);
  const given = withTickets(readInput(json === '-' ? await terminal.stdinText() : (json ?? '{}')), session);
  const print = (value: unknown): void => terminal.out(`${JSON.stringify(value ?? null, null, 2)}\n`);
  if (!procedure.takesCase) {
    const answer = await invoke(session, procedure, given);
    print(answer);
    return exitCode(answer);
  }
  if (casePath === '-') throw new UsageError(`${name} needs a case.`);
  if (name === 'cases.watch')
    throw new UsageError(
      'cases.watch tells what happens in a window’s own process; in a terminal there is nothing to watch. Use "assay log".',
    );
  const mode = procedure.kind === 'query' ? 'read-only' : procedure.kind === 'command' ? 'read-write' : 'either';
  return session.inCase(casePath, mode, async ({ handle }) => {
    const answer = await invoke(session, procedure, { ...Input.parse(given), case: handle });
    print(answer);
    return exitCode(answer);
  });
}
