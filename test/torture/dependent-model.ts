import { Impossible } from './linearizability.ts';

/** A dependent as clients see it. Its id is never used again. */
export interface DependentState {
  readonly status: 'absent' | 'live' | 'deleted';
  /** The customer it refers to, while it is live. */
  readonly customer?: string;
  /** How often its fields were changed. */
  readonly changes: number;
}

export const NO_DEPENDENT: DependentState = { status: 'absent', changes: 0 };

/** What a request was to do to a dependent, and its answer. */
export type DependentRequest =
  | {
      readonly did: 'attach';
      readonly to: string;
      readonly answer: 'done' | 'exists' | 'refused' | 'unknown';
    }
  | {
      readonly did: 'move';
      /** Left out: to nobody. */
      readonly to?: string | undefined;
      readonly answer: 'done' | 'notFound' | 'refused' | 'unknown';
    }
  | { readonly did: 'detach'; readonly answer: 'done' | 'notFound' | 'unknown' }
  | { readonly did: 'change'; readonly answer: { readonly changes: number } | 'notFound' | 'unknown' }
  /** What is stored in the end. */
  | { readonly did: 'rest'; readonly answer: DependentState };

/** Whether the request left the dependent as it was. */
export const changesNoDependent = ({ did, answer }: DependentRequest): boolean =>
  did === 'rest' || answer === 'exists' || answer === 'refused' || answer === 'notFound';

/** The state after a request, or why its answer cannot be true in this state. */
export function dependentStep(state: DependentState, request: DependentRequest): DependentState | Impossible {
  const { status } = state;
  const is = new Impossible(`the dependent is ${describeDependent(state)}`);
  if (request.did === 'rest')
    return describeDependent(request.answer) === describeDependent(state)
      ? state
      : new Impossible(`stored is ${describeDependent(request.answer)}`);
  if (request.did === 'attach') {
    if (request.answer === 'exists') return status === 'absent' ? is : state;
    if (status !== 'absent') return is;
    return request.answer === 'refused' ? state : { status: 'live', customer: request.to, changes: 0 };
  }
  if (request.answer === 'notFound') return status === 'live' ? is : state;
  if (status !== 'live') return is;
  const { changes } = state;
  if (request.did === 'detach') return { status: 'deleted', changes };
  if (request.did === 'change') {
    const changed = { ...state, changes: changes + 1 };
    return request.answer === 'unknown' || request.answer.changes === changed.changes ? changed : is;
  }
  if (request.answer === 'refused') return state;
  return { status: 'live', ...(request.to !== undefined && { customer: request.to }), changes };
}

export const describeDependent = ({ status, customer, changes }: DependentState): string =>
  `${status}${customer === undefined ? '' : ` on ${customer}`}${changes === 0 ? '' : `, changed ${changes} times`}`;
