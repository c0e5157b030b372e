import { Impossible } from './linearizability.ts';

/** A customer as clients see it. `gone`: never there, or deleted. */
export interface CustomerState {
  readonly status: 'active' | 'inactive' | 'gone';
  /** The live links, by their dependents, in order. */
  readonly links: readonly string[];
  /** How often its profile was updated. */
  readonly updates: number;
  /** Whether it is kept from being deleted and deactivated. */
  readonly isProtected: boolean;
  /** What it was before it was deleted, where it can be restored. */
  readonly kept?: Pick<CustomerState, 'status' | 'updates'> | undefined;
}

export const NO_CUSTOMER: CustomerState = { status: 'gone', links: [], updates: 0, isProtected: false };

/** What a request was to do to a customer, and its answer; `unknown` where it had none. */
export type CustomerRequest =
  | { readonly did: 'create'; readonly answer: 'created' | 'exists' | 'unknown' }
  | {
      readonly did: 'attach' | 'moveHere';
      readonly dependents: readonly string[];
      readonly answer: 'done' | 'notFound' | 'deactivated' | 'unknown';
    }
  | { readonly did: 'detach' | 'moveAway'; readonly dependent: string; readonly answer: 'done' | 'unknown' }
  | {
      readonly did: 'deactivate' | 'delete';
      /** What it was to find. */
      readonly seen?: SeenCustomer;
      /** Whether nothing is left of it that could be restored. */
      readonly erases?: boolean;
      readonly answer:
        | 'removed'
        | 'alreadyDeactivated'
        | 'protected'
        | 'changed'
        | 'notFound'
        | 'unknown'
        | { readonly linked: number };
    }
  /** What one request has made and takes back, as if it had never been there. */
  | { readonly did: 'takeBack'; readonly answer: 'done' | 'unknown' }
  | { readonly did: 'reactivate'; readonly answer: 'active' | 'notFound' | 'unknown' }
  | {
      readonly did: 'restore';
      readonly answer: 'restored' | 'notDeleted' | 'expired' | 'duplicate' | 'notFound' | 'unknown';
    }
  | { readonly did: 'protect' | 'lift'; readonly answer: 'done' | 'unchanged' | 'notFound' | 'unknown' }
  | {
      readonly did: 'update';
      /** What it makes of the state; as before where this is left out. */
      readonly active?: boolean;
      readonly answer: 'protected' | 'notFound' | 'unknown' | { readonly updates: number };
    }
  | { readonly did: 'read'; readonly answer: 'notFound' | SeenCustomer }
  /** What is stored in the end, with the dependents that refer to the customer. */
  | { readonly did: 'rest'; readonly answer: CustomerState & { readonly linkCount: number } };

export interface SeenCustomer {
  readonly status: 'active' | 'inactive';
  readonly linkCount: number;
  readonly updates: number;
  readonly isProtected: boolean;
}

const REFUSALS: readonly unknown[] = [
  'exists',
  'notFound',
  'deactivated',
  'alreadyDeactivated',
  'protected',
  'changed',
  'unchanged',
  'notDeleted',
  'expired',
  'duplicate',
];

/** Whether the request surely left the customer as it was. Of a reactivation the answer does not tell. */
export const changesNoCustomer = ({ did, answer }: CustomerRequest): boolean =>
  did === 'read' ||
  did === 'rest' ||
  REFUSALS.includes(answer) ||
  (typeof answer === 'object' && 'linked' in answer);

/** The state after a request, or why its answer cannot be true in this state. */
export function customerStep(state: CustomerState, request: CustomerRequest): CustomerState | Impossible {
  switch (request.did) {
    case 'create':
      return create(state, request.answer);
    case 'attach':
    case 'moveHere':
      return attach(state, request);
    case 'detach':
    case 'moveAway':
      if (!state.links.includes(request.dependent))
        return new Impossible(`${request.dependent} is not attached`);
      return { ...state, links: state.links.filter((dependent) => dependent !== request.dependent) };
    case 'deactivate':
    case 'delete':
      return remove(state, request);
    case 'takeBack':
      return takeBack(state);
    case 'reactivate':
      if (request.answer === 'notFound') return mustBeGone(state);
      return state.status === 'gone' ? GONE : { ...state, status: 'active' };
    case 'restore':
      return restore(state, request.answer);
    case 'protect':
    case 'lift':
      return protect(state, request);
    case 'update':
      return update(state, request);
    case 'read':
      return request.answer === 'notFound' ? mustBeGone(state) : mustBe(state, request.answer);
    case 'rest':
      return mustRest(state, request.answer);
  }
}

const GONE = new Impossible('the customer is gone');

const mustBeGone = (state: CustomerState) =>
  state.status === 'gone' ? state : new Impossible('the customer is there');

function create(state: CustomerState, answer: string): CustomerState | Impossible {
  if (answer === 'exists') return state.status === 'gone' ? GONE : state;
  if (state.status !== 'gone') return new Impossible('the customer is there already');
  return { ...NO_CUSTOMER, status: 'active' };
}

function attach(
  state: CustomerState,
  { dependents, answer }: CustomerRequest & { did: 'attach' | 'moveHere' },
): CustomerState | Impossible {
  if (answer === 'notFound') return mustBeGone(state);
  if (answer === 'deactivated')
    return state.status === 'inactive' ? state : new Impossible(`the customer is ${state.status}`);
  if (state.status !== 'active') return new Impossible(`the customer is ${state.status}`);
  const twice = dependents.find((dependent) => state.links.includes(dependent));
  if (twice !== undefined) return new Impossible(`${twice} is attached already`);
  return { ...state, links: [...state.links, ...dependents].sort() };
}

function remove(
  state: CustomerState,
  { did, answer, seen, erases }: CustomerRequest & { did: 'deactivate' | 'delete' },
): CustomerState | Impossible {
  const { status, links } = state;
  if (answer === 'notFound') return mustBeGone(state);
  if (status === 'gone') return GONE;
  // A fence counts the version too, so that it may be another where all else is as it was seen.
  if (answer === 'changed') return seen ? state : new Impossible('nothing was to be found');
  if (answer === 'alreadyDeactivated')
    return did === 'deactivate' && status === 'inactive'
      ? state
      : new Impossible(`the customer is ${status}`);
  if (did === 'deactivate' && status === 'inactive')
    return new Impossible('the customer is inactive already');
  if (answer === 'protected') return state.isProtected ? state : new Impossible('it is not protected');
  if (state.isProtected) return new Impossible('it is protected');
  if (typeof answer === 'object')
    return links.length === answer.linked && links.length > 0
      ? state
      : new Impossible(`it has ${counted(links)}`);
  if (links.length > 0) return new Impossible(`it has ${counted(links)}`);
  if (seen && (seen.status !== status || seen.updates !== state.updates))
    return new Impossible(`it is no longer what was seen: ${describeCustomer(state)}`);
  if (did === 'deactivate') return { ...state, status: 'inactive' };
  return erases ? NO_CUSTOMER : { ...NO_CUSTOMER, kept: { status, updates: state.updates } };
}

function restore(state: CustomerState, answer: string): CustomerState | Impossible {
  if (answer === 'notDeleted') return state.status === 'gone' ? GONE : state;
  if (state.status !== 'gone') return new Impossible('the customer is there');
  if (answer === 'notFound' || answer === 'expired')
    return state.kept ? new Impossible('it can be restored') : state;
  if (!state.kept) return new Impossible('nothing of it is left');
  return answer === 'duplicate' ? state : { ...NO_CUSTOMER, ...state.kept };
}

function protect(
  state: CustomerState,
  { did, answer }: CustomerRequest & { did: 'protect' | 'lift' },
): CustomerState | Impossible {
  if (answer === 'notFound') return mustBeGone(state);
  if (state.status === 'gone') return GONE;
  const isProtected = did === 'protect';
  if (isProtected !== state.isProtected)
    return answer === 'unchanged' ? new Impossible('it is not that already') : { ...state, isProtected };
  return answer === 'unchanged' ? state : new Impossible('it is that already');
}

function takeBack({ status, links, updates, isProtected }: CustomerState): CustomerState | Impossible {
  if (links.length > 0) return new Impossible(`it has ${counted(links)}`);
  return status === 'active' && updates === 0 && !isProtected
    ? NO_CUSTOMER
    : new Impossible('the customer is not as it was made');
}

function update(
  state: CustomerState,
  { answer, active }: CustomerRequest & { did: 'update' },
): CustomerState | Impossible {
  if (answer === 'notFound') return mustBeGone(state);
  if (state.status === 'gone') return GONE;
  const isKept = active === false && state.status === 'active' && state.isProtected;
  if (answer === 'protected') return isKept ? state : new Impossible('nothing keeps it from that');
  if (isKept) return new Impossible('it is protected');
  const updates = state.updates + 1;
  const status = active === undefined ? state.status : active ? 'active' : 'inactive';
  if (answer === 'unknown' || answer.updates === updates) return { ...state, status, updates };
  return new Impossible(`it was updated ${state.updates} times before`);
}

function mustBe(state: CustomerState, seen: SeenCustomer): CustomerState | Impossible {
  const { status, links, updates, isProtected } = state;
  const isSeen =
    seen.status === status &&
    seen.linkCount === links.length &&
    seen.updates === updates &&
    seen.isProtected === isProtected;
  return isSeen ? state : new Impossible(`the customer is not so: ${describeCustomer(state)}`);
}

function mustRest(
  state: CustomerState,
  { linkCount, ...stored }: CustomerState & { linkCount: number },
): CustomerState | Impossible {
  if (linkCount !== stored.links.length)
    return new Impossible(`linkCount is ${linkCount}, and it has ${counted(stored.links)}`);
  if (stored.status === 'gone' && stored.links.length > 0)
    return new Impossible('a deleted customer has live links');
  const rests = stored.status === 'gone' ? { ...NO_CUSTOMER, kept: stored.kept } : stored;
  return describeCustomer(rests) === describeCustomer(state)
    ? state
    : new Impossible(`stored is ${describeCustomer(rests)}`);
}

const counted = (links: readonly string[]) =>
  links.length === 0 ? 'no links' : `${links.length} link(s): ${links.join(', ')}`;

export const describeCustomer = ({ status, links, updates, isProtected, kept }: CustomerState): string =>
  status === 'gone'
    ? `gone${kept ? `, was ${kept.status}, updated ${kept.updates} times` : ''}`
    : `${status}, ${counted(links)}, updated ${updates} times${isProtected ? ', protected' : ''}`;
