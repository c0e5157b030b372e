/** One request, seen from one object (a customer, a dependent): when it was, and what it did to the object. */
export interface Operation<State> {
  /** `#17 delete c1 → delete removed` */
  readonly name: string;
  /** Milliseconds when it was sent and answered. Without an answer Infinity: it may happen at any time, or never. */
  readonly invoked: number;
  readonly returned: number;
  /** Whether it leaves the object as it is, in every state in which it can happen: a refusal, a read. */
  readonly idle: boolean;
  /** The same for operations that do the same. */
  readonly effect: string;
  /** The object's state after it, or why it cannot have happened in this state. */
  step(state: State): State | Impossible;
}

export class Impossible {
  readonly why: string;
  constructor(why: string) {
    this.why = why;
  }
}

/** One way in which all may have happened so far: an order of operations that explains every answer until now. */
interface Course<State> {
  readonly state: State;
  /** The operations that have happened and are not answered yet. */
  readonly ahead: ReadonlySet<Operation<State>>;
  readonly last: Step<State> | undefined;
}

interface Step<State> {
  readonly operation: Operation<State>;
  readonly after: State;
  readonly before: Step<State> | undefined;
}

/**
 * Why the history of an object cannot be true, in words. Undefined when the operations can be put into an order that
 * explains every answer, and in which none happens before it was sent or after it was answered. To find one, this goes
 * through the history in time and keeps every course that events may have taken. In a course, an operation happens only
 * when an answer needs it to have happened (Lowe, Testing for linearizability, 2017: just-in-time linearization). When
 * no course is left, the latest answer cannot be true.
 */
export function explainViolation<State>(
  object: string,
  operations: readonly Operation<State>[],
  initial: State,
  describe: (state: State) => string,
): string | undefined {
  const open = new Set<Operation<State>>();
  let courses: readonly Course<State>[] = [{ state: initial, ahead: new Set(), last: undefined }];
  for (const { operation, isAnswer } of eventsOf(operations)) {
    if (!isAnswer) {
      open.add(operation);
      courses = courses.map((course) => lookOn(course, open));
      continue;
    }
    const known = new KnownCourses<State>();
    const left = distinct(courses.flatMap((course) => leadTo(course, operation, open, known)));
    if (left.length === 0) return explain(object, operation, courses, describe);
    open.delete(operation);
    courses = left.map((course) => ({ ...course, ahead: without(course.ahead, operation) }));
  }
  return undefined;
}

/** All sendings and answers in the order of time; of the same moment, sendings come first. */
function eventsOf<State>(operations: readonly Operation<State>[]) {
  const sent = operations.map((operation) => ({ operation, at: operation.invoked, isAnswer: false }));
  const answered = operations.map((operation) => ({ operation, at: operation.returned, isAnswer: true }));
  return [...sent, ...answered.filter(({ at }) => at < Infinity)].sort(
    (a, b) => a.at - b.at || Number(a.isAnswer) - Number(b.isAnswer),
  );
}

/** Every course in which the operation happens next, perhaps after others that must happen before it. */
function leadTo<State>(
  course: Course<State>,
  operation: Operation<State>,
  open: ReadonlySet<Operation<State>>,
  known: KnownCourses<State>,
): Course<State>[] {
  const found: Course<State>[] = [];
  const follow = (from: Course<State>): void => {
    if (from.ahead.has(operation)) {
      found.push(from);
      return;
    }
    for (const next of open) {
      if (from.ahead.has(next)) continue;
      const after = next.step(from.state);
      if (after instanceof Impossible) continue;
      const to = lookOn(happen(from, next, after), open);
      if (known.isNew(to)) follow(to);
    }
  };
  follow(course);
  return found;
}

const happen = <State>(course: Course<State>, operation: Operation<State>, after: State): Course<State> => ({
  state: after,
  ahead: new Set([...course.ahead, operation]),
  last: { operation, after, before: course.last },
});

/** Operations without an effect happen as soon as they can: that makes nothing else impossible. */
function lookOn<State>(course: Course<State>, open: ReadonlySet<Operation<State>>): Course<State> {
  let all = course;
  for (const operation of open) {
    if (!operation.idle || all.ahead.has(operation) || operation.step(all.state) instanceof Impossible)
      continue;
    all = happen(all, operation, all.state);
  }
  return all;
}

function without<State>(ahead: Course<State>['ahead'], operation: Operation<State>): Course<State>['ahead'] {
  const others = new Set(ahead);
  others.delete(operation);
  return others;
}

const distinct = <State>(courses: readonly Course<State>[]): Course<State>[] => {
  const known = new KnownCourses<State>();
  return courses
    .toSorted((one, other) => one.ahead.size - other.ahead.size)
    .filter((course) => known.isNew(course));
};

/**
 * Courses that were met. What was never answered need not happen, and of two that do the same either may: so of two
 * courses that are the same but for that, whatever can follow the one in which more of it has happened can follow the
 * other too. Without this, twenty requests without an answer are a million courses.
 */
class KnownCourses<State> {
  readonly #unanswered = new Map<string, Counts[]>();

  /** Whether it may lead where none of those before it does. */
  isNew({ state, ahead }: Course<State>): boolean {
    const unanswered = new Map<string, number>();
    const answered: string[] = [];
    for (const { returned, effect, name } of ahead)
      if (returned === Infinity) unanswered.set(effect, (unanswered.get(effect) ?? 0) + 1);
      else answered.push(name);
    const key = JSON.stringify([state, answered.sort()]);
    const others = this.#unanswered.get(key) ?? [];
    if (others.some((other) => isWithin(other, unanswered))) return false;
    this.#unanswered.set(key, [...others, unanswered]);
    return true;
  }
}

type Counts = ReadonlyMap<string, number>;

const isWithin = (some: Counts, all: Counts): boolean =>
  some.size <= all.size && [...some].every(([effect, count]) => count <= (all.get(effect) ?? 0));

/** How many of the operations that explain the answers so far are shown. */
const SHOWN = 12;

function explain<State>(
  object: string,
  operation: Operation<State>,
  courses: readonly Course<State>[],
  describe: (state: State) => string,
): string {
  const [course] = courses as [Course<State>];
  const order: Step<State>[] = [];
  for (let step = course.last; step; step = step.before) order.unshift(step);
  const states = [...new Set(courses.map(({ state }) => describe(state)))];
  const { why } = operation.step(course.state) as Impossible;
  return [
    `${object}: no order of these requests explains their answers`,
    `  what explains them up to here (the last ${Math.min(order.length, SHOWN)} of ${order.length}):`,
    ...order.slice(-SHOWN).map((step) => `    ${timed(step.operation)}  ⇒  ${describe(step.after)}`),
    `  but then this cannot be true${states.length > 1 ? ', nor in any other order' : ''}:`,
    `    ${timed(operation)}: ${why}`,
  ].join('\n');
}

const timed = ({ name, invoked, returned }: Pick<Operation<never>, 'name' | 'invoked' | 'returned'>) =>
  `[${invoked.toFixed(1)}–${returned < Infinity ? returned.toFixed(1) : '?'} ms] ${name}`;
