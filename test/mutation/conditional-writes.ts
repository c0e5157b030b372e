import { removals } from './clauses.ts';

/** A condition that a test sent: what it guards, and its text. */
export interface Condition {
  /** What the write does: `Update SET …`, `Put customer`. Two writes that do the same on the same condition are one. */
  readonly write: string;
  readonly condition: string;
}

/** One clause of one condition. */
export interface Clause extends Condition {
  readonly clause: string;
  readonly index: number;
}

// biome-ignore lint/suspicious/noExplicitAny: the inputs of all commands
type Input = any;

/** The clauses that may be removed: all but the key, which PartiQL has among them, because it names the item. */
export const clausesOf = ({ write, condition }: Condition): Clause[] =>
  removals(condition)
    .map(({ clause }, index) => ({ write, condition, clause, index }))
    .filter(({ clause }) => !/^[ps]k = /.test(clause));

/** The input of a command with each of its conditional writes as `change` leaves it. */
export function mapWrites(
  name: string,
  input: Input,
  change: (write: Condition, input: Input) => Input,
): Input {
  if (input.TransactItems) {
    const TransactItems = input.TransactItems.map((item: Input) =>
      Object.fromEntries(Object.entries(item).map(([kind, write]) => [kind, changed(kind, write, change)])),
    );
    return { ...input, TransactItems };
  }
  if (!input.Statements) return changed(name, input, change);
  const Statements = input.Statements.map((write: Input) => changed('Statement', write, change));
  return { ...input, Statements };
}

function changed(kind: string, input: Input, change: (write: Condition, input: Input) => Input): Input {
  const condition = kind === 'Statement' ? where(input).condition : input.ConditionExpression;
  return condition ? change({ write: describeWrite(kind, input), condition }, input) : input;
}

function describeWrite(kind: string, input: Input): string {
  if (kind === 'Statement') return where(input).update.replace(/"[^"]*-receivables"/, 'customer');
  // Beside customers that are taken back, nothing but unique keys is ever deleted.
  if (kind === 'Delete') return input.Key.sk === 'CUSTOMER' ? 'Delete customer' : 'Delete unique key';
  return `${kind} ${input.UpdateExpression ?? target(input.Item ?? input.Key)}`;
}

function target({ sk, holder, revision }: Input): string {
  if (['CUSTOMER', 'CREDENTIAL', 'TENANT', 'SERIES', 'BATCH'].includes(sk)) return sk.toLowerCase();
  if (sk?.startsWith('OUTCOME#')) return 'outcome';
  // Of all others, what counts its revisions refers to no customer.
  if (revision !== undefined) return 'record';
  return holder === undefined ? 'dependent' : 'unique key';
}

function where({ Statement }: Input): { update: string; condition: string | undefined } {
  const [update, condition] = Statement.split(' WHERE ');
  return { update, condition };
}

/** A conditional write without one clause, and without the names and values that nothing refers to any more. */
export function withoutClause(input: Input, { condition, index }: Clause): Input {
  const removal = removals(condition)[index];
  if (!removal) throw new Error(`${condition} has no clause ${index}`);
  if (input.Statement) {
    const { update } = where(input);
    const before = countParameters(`${update}${condition.slice(0, removal.start)}`);
    const after = before + countParameters(removal.clause);
    const Parameters = input.Parameters.filter((_: unknown, at: number) => at < before || at >= after);
    return { ...input, Statement: `${update} WHERE ${removal.left}`, Parameters };
  }
  const { ExpressionAttributeNames, ExpressionAttributeValues, ...rest } = input;
  const text = `${input.UpdateExpression ?? ''} ${removal.left}`;
  const names = used(ExpressionAttributeNames, text);
  const values = used(ExpressionAttributeValues, text);
  return {
    ...rest,
    ConditionExpression: removal.left,
    ...(names && { ExpressionAttributeNames: names }),
    ...(values && { ExpressionAttributeValues: values }),
  };
}

const countParameters = (text: string): number => text.split('?').length - 1;

function used(placeholders: Record<string, unknown> = {}, text: string): Record<string, unknown> | undefined {
  const words = new Set(text.match(/[:#]\w+/g));
  const left = Object.entries(placeholders).filter(([name]) => words.has(name));
  return left.length > 0 ? Object.fromEntries(left) : undefined;
}
