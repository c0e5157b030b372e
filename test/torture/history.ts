import {
  type CustomerRequest,
  changesNoCustomer,
  customerStep,
  describeCustomer,
  NO_CUSTOMER,
} from './customer-model.ts';
import {
  changesNoDependent,
  type DependentRequest,
  dependentStep,
  describeDependent,
  NO_DEPENDENT,
} from './dependent-model.ts';
import { explainViolation, type Impossible, type Operation } from './linearizability.ts';
import type { Testimony } from './requests.ts';

/** One request as it was sent and answered. */
export interface Recorded {
  readonly name: string;
  /** Milliseconds; `returned` is Infinity where there was no answer. */
  readonly invoked: number;
  readonly returned: number;
  readonly testimony: Omit<Testimony, 'outcome'>;
}

/**
 * What cannot be true in a history, in words. To keep it cheap, each customer and each dependent is checked on its
 * own: a move is one link less for one customer, one more for another, and a change of the dependent. A history that
 * can be true as a whole can be true for each of them, so no history is reported wrongly.
 */
export function violationsIn(history: readonly Recorded[]): string[] {
  return [
    ...ofEach<CustomerRequest>(history, ({ customers }) => customers).map(([key, operations]) =>
      explainViolation(
        `customer ${key}`,
        stepped(operations, customerStep, changesNoCustomer),
        NO_CUSTOMER,
        describeCustomer,
      ),
    ),
    ...ofEach<DependentRequest>(history, ({ dependents }) => dependents).map(([key, operations]) =>
      explainViolation(
        `dependent ${key}`,
        stepped(operations, dependentStep, changesNoDependent),
        NO_DEPENDENT,
        describeDependent,
      ),
    ),
  ].filter((violation) => violation !== undefined);
}

type Witnessed<Request> = Omit<Recorded, 'testimony'> & { readonly request: Request };

/** What was said of each object, by its key. */
function ofEach<Request>(
  history: readonly Recorded[],
  said: (testimony: Recorded['testimony']) => readonly (readonly [string, Request])[],
): [string, Witnessed<Request>[]][] {
  const entries = history.flatMap(({ testimony, ...when }) =>
    said(testimony).map(([key, request]) => [key, { ...when, request }] as const),
  );
  return [...Map.groupBy(entries, ([key]) => key)].map(([key, group]) => [
    key,
    group.map(([, entry]) => entry),
  ]);
}

const stepped = <State, Request extends { readonly answer: unknown }>(
  witnessed: readonly Witnessed<Request>[],
  step: (state: State, request: Request) => State | Impossible,
  changesNothing: (request: Request) => boolean,
): Operation<State>[] =>
  witnessed.map(({ name, invoked, returned, request }) => {
    const unknown = request.answer === 'unknown';
    return {
      name,
      invoked,
      returned: unknown ? Infinity : returned,
      idle: changesNothing(request),
      effect: JSON.stringify(request),
      step: (state: State) => step(state, request),
    };
  });
