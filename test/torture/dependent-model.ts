import { Impossible } from './linearizability.ts';

/** What a holder is to those who send requests. Its id is never used again. */
export interface HolderState {
  readonly status: 'absent' | 'live' | 'deleted';
  /** The customer it refers to, while it is live. */
  readonly customer?: string;
}

export const NO_HOLDER: HolderState = { status: 'absent' };

/** What a request did to a holder and how that was answered. */
export type HolderRequest =
  | {
      readonly did: 'attach';
      readonly to: string;
      readonly answer: 'done' | 'exists' | 'refused' | 'unknown';
    }
  | {
      readonly did: 'move';
      readonly to: string;
      readonly answer: 'done' | 'notFound' | 'refused' | 'unknown';
    }
  | { readonly did: 'detach'; readonly answer: 'done' | 'notFound' | 'unknown' }
  /** What is stored in the end. */
  | { readonly did: 'rest'; readonly answer: HolderState };

/** Whether the request left the holder as it was. */
export const changesNoHolder = ({ did, answer }: HolderRequest): boolean =>
  did === 'rest' || (answer !== 'done' && answer !== 'unknown');

/** The state after a request, or why its answer cannot be true in this state. */
export function holderStep(state: HolderState, request: HolderRequest): HolderState | Impossible {
  const { status } = state;
  const is = new Impossible(`the holder is ${describeHolder(state)}`);
  if (request.did === 'rest')
    return describeHolder(request.answer) === describeHolder(state)
      ? state
      : new Impossible(`stored is ${describeHolder(request.answer)}`);
  if (request.did === 'attach') {
    if (request.answer === 'exists') return status === 'absent' ? is : state;
    if (status !== 'absent') return is;
    return request.answer === 'refused' ? state : { status: 'live', customer: request.to };
  }
  if (request.answer === 'notFound') return status === 'live' ? is : state;
  if (status !== 'live') return is;
  if (request.did === 'detach') return { status: 'deleted' };
  return request.answer === 'refused' ? state : { status: 'live', customer: request.to };
}

export const describeHolder = ({ status, customer }: HolderState): string =>
  customer === undefined ? status : `${status} on ${customer}`;
