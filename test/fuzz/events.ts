import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import type { OperationModule } from '../../functions/operations.ts';
import {
  asRestApi,
  BODY_CHANGES,
  type Change,
  HEADER_CHANGES,
  isRecord,
  OTHER_EVENTS,
} from './event-changes.ts';

/**
 * An event as Lambda may hand it over, with up to three things wrong in it, and with the {{placeholders}} of its
 * fixture. Most of these events could come from API Gateway; the others are mistakes of whoever invokes the function.
 */
export function eventsOf({ operation }: OperationModule): fc.Arbitrary<unknown> {
  const valid: unknown = JSON.parse(readFileSync(`events/${operation.name}.json`, 'utf8'));
  const change = fc.oneof(
    { weight: 6, arbitrary: memberChanges(valid) },
    { weight: 2, arbitrary: fc.constantFrom(...HEADER_CHANGES) },
    { weight: 2, arbitrary: fc.constantFrom(...BODY_CHANGES) },
    { weight: 1, arbitrary: fc.constantFrom<Change>(...OTHER_EVENTS.map((event) => () => event), asRestApi) },
  );
  const changes = fc.array(change, { maxLength: 3 });
  return changes.map((list) => list.reduce<unknown>((event, apply) => apply(event), valid));
}

/** What no member of an event should be. */
const ODD = [
  null,
  '',
  'x',
  '\u0000',
  0,
  -1,
  true,
  [],
  ['x'],
  {},
  { a: null },
  { a: { b: 1 } },
  { length: 3 },
];

/** Members that an event may have, and those that it has. */
const memberChanges = (valid: unknown): fc.Arbitrary<Change> => {
  const absent = ['cookies', 'stageVariables', 'pathParameters', 'queryStringParameters', 'body'].map(
    (name) => [name],
  );
  const path = fc.constantFrom(...membersOf(valid), ...absent);
  const gone = path.map(
    (names): Change =>
      (event) =>
        withMember(event, names, undefined),
  );
  const odd = fc.tuple(path, fc.constantFrom(...ODD)).map(
    ([names, value]): Change =>
      (event) =>
        withMember(event, names, value),
  );
  return fc.oneof(gone, odd);
};

const membersOf = (value: unknown): string[][] =>
  isRecord(value)
    ? Object.entries(value).flatMap(([name, member]) => [
        [name],
        ...membersOf(member).map((rest) => [name, ...rest]),
      ])
    : [];

function withMember(value: unknown, [name, ...rest]: readonly string[], member: unknown): unknown {
  if (name === undefined) return member;
  if (!isRecord(value)) return value;
  const { [name]: former, ...others } = value;
  const changed = withMember(former, rest, member);
  return changed === undefined ? others : { ...others, [name]: changed };
}
