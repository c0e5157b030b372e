/** One request as one object (a customer, a holder) knows it: when, and what it says about the object. */
export interface Operation<State> {
  /** `#17 client 3: delete → removed` */
  readonly name: string;
  /** Milliseconds: sent, and answered; Infinity where there is no answer. */
  readonly invoked: number;
  readonly returned: number;
  /** Whether nobody knows if it happened: then it may have, at any time since it was sent, or never. */
  readonly unknown: boolean;
  /** Whether it leaves the object as it is, in every state in which it can happen: a refusal, a look. */
  readonly idle: boolean;
  /** The object's state after it, or why it cannot have happened in this state. */
  step(state: State): State | Impossible;
}

export class Impossible {
  readonly why: string;
  constructor(why: string) {
    this.why = why;
  }
}

export interface Explained<State> {
  readonly operation: Operation<State>;
  readonly after: State;
}

export interface Search<State> {
  readonly linearizable: boolean;
  /** An order of operations that explains every answer, or the longest that was found. */
  readonly order: readonly Explained<State>[];
}

/**
 * Looks for an order of the operations that explains every answer, in which nothing happens before it was sent or after
 * it was answered. Wing and Gong's search, with Lowe's memory of what was tried: the same operations done, the same
 * state.
 */
export function search<State>(operations: readonly Operation<State>[], initial: State): Search<State> {
  const tried = new Set<string>();
  const done = operations.map(() => false);
  const certain = operations.filter(({ unknown }) => !unknown).length;
  const order: Explained<State>[] = [];
  let longest: Explained<State>[] = [];

  const linearizable = extend(initial, certain);
  return { linearizable, order: linearizable ? order : longest };

  function extend(state: State, missing: number): boolean {
    if (missing === 0) return true;
    const situation = `${done.map(Number).join('')} ${JSON.stringify(state)}`;
    if (tried.has(situation)) return false;
    tried.add(situation);
    const candidates = nextCandidates();
    // What never has an effect is best out of the way where it fits: nothing becomes impossible by it.
    const idle = candidates.find((index) => fitsIdly(operations[index]!, state));
    for (const index of idle === undefined ? candidates : [idle]) {
      const operation = operations[index]!;
      const after = operation.step(state);
      if (after instanceof Impossible) continue;
      done[index] = true;
      order.push({ operation, after });
      if (order.length > longest.length) longest = [...order];
      if (extend(after, missing - (operation.unknown ? 0 : 1))) return true;
      order.pop();
      done[index] = false;
    }
    return false;
  }

  /** The operations of which none that is still missing was answered before they were sent. */
  function nextCandidates(): number[] {
    const missing = operations.filter(({ unknown }, index) => !done[index] && !unknown);
    const firstAnswer = Math.min(...missing.map(({ returned }) => returned));
    return [...operations.keys()].filter(
      (index) => !done[index] && operations[index]!.invoked <= firstAnswer,
    );
  }
}

const fitsIdly = <State>({ idle, unknown, step }: Operation<State>, state: State): boolean =>
  idle && !unknown && !(step(state) instanceof Impossible);

/**
 * Why the history of an object cannot be true, in words, or undefined when some order explains it. The history is cut
 * to the shortest beginning that cannot be true.
 */
export function explainViolation<State>(
  object: string,
  operations: readonly Operation<State>[],
  initial: State,
  describe: (state: State) => string,
): string | undefined {
  if (search(operations, initial).linearizable) return undefined;
  const ends = operations
    .map(({ returned }) => returned)
    .filter(Number.isFinite)
    .sort((a, b) => a - b);
  const cut = ends.find((end) => !search(until(operations, end), initial).linearizable) as number;
  const history = until(operations, cut);
  const { order } = search(history, initial);
  const state = order.at(-1)?.after ?? initial;
  const explained = new Set(order.map(({ operation }) => operation));
  const others = history.filter((operation) => !explained.has(operation) && !operation.unknown);
  return [
    `${object}: no order of these requests explains their answers`,
    `  explained at best, in this order (the last ${Math.min(order.length, SHOWN)} of ${order.length}):`,
    ...order.slice(-SHOWN).map(({ operation, after }) => `    ${timed(operation)}  ⇒  ${describe(after)}`),
    `  then ${object} has: ${describe(state)}, and what is left cannot come next:`,
    ...others.map((operation) => `    ${timed(operation)}: ${whyNot(operation, state)}`),
  ].join('\n');
}

/** Operations shown of those that an order explains. */
const SHOWN = 12;

/** The history as it was at a time: what was answered later is not known yet, what was sent later is not there. */
const until = <State>(operations: readonly Operation<State>[], end: number): Operation<State>[] =>
  operations
    .filter(({ invoked }) => invoked <= end)
    .map((operation) =>
      operation.returned <= end ? operation : { ...operation, returned: Infinity, unknown: true },
    );

const timed = ({
  name,
  invoked,
  returned,
}: Pick<Operation<never>, 'name' | 'invoked' | 'returned'>): string =>
  `[${invoked.toFixed(1)}–${Number.isFinite(returned) ? returned.toFixed(1) : '?'} ms] ${name}`;

function whyNot<State>({ step }: Operation<State>, state: State): string {
  const after = step(state);
  return after instanceof Impossible ? after.why : 'has to wait for another of these';
}
