import { vendorLabel } from '../parts/vendor.ts';
import type { AskedRequest } from '../service/ask.ts';
import { type Customer, type Dependent, pathOf, type Seen, type VendorRequest } from './customer.ts';
import type { Sender } from './sending.ts';
import { kindInWords } from './words.ts';

/** Something that can be done, as a request that is not complete yet. */
export interface Action {
  /** What its button says. */
  readonly name: string;
  readonly title: string;
  readonly explanation: string;
  readonly by: Sender;
  readonly request: AskedRequest;
  readonly isDangerous?: boolean;
  /** Where its reason goes, if it takes one: a protection needs it. */
  readonly reason?: 'header' | 'body';
  /** What `If-Match` may say, where that is heeded. */
  readonly tag?: string;
  /** Whether it may be tried without anything being written. */
  readonly mayBeDry?: boolean;
  /** Fields of the body that somebody has to fill in, and what with. */
  readonly blanks?: Readonly<Record<string, string>>;
}

/** A button: what it does, or why that is not possible now. */
export type Offer =
  | { readonly name: string; readonly action: Action; readonly why?: undefined }
  | { readonly name: string; readonly action?: undefined; readonly why: string };

/** What can be done with a customer as it is. */
export function offersFor({ customer, tag }: Seen): readonly Offer[] {
  const { state, protection, vendor_requests: routes } = customer;
  const preview = { method: 'POST', path: `${pathOf(customer)}/deletion-preview` };
  return [
    offer({
      ...{ name: 'Preview', title: 'Would a delete succeed now?', by: 'operator', request: preview },
      explanation: 'It writes nothing, and promises nothing: the delete itself decides.',
    }),
    orWhy('Delete', whyNoRoute(customer, routes.delete, 'delete'), () => deletion(customer, tag)),
    state === 'inactive'
      ? orWhy('Reactivate', whyNoRoute(customer, routes.reactivate, 'reactivate'), () =>
          reactivation(customer),
        )
      : orWhy('Deactivate', whyNoRoute(customer, routes.deactivate, 'deactivate'), () =>
          deactivation(customer, tag),
        ),
    orWhy('Restore', whyNotRestored(customer), () => restoration(customer, tag)),
    protection
      ? orWhy('Lift protection', whyDeleted(customer), () => lifting(customer, tag))
      : orWhy('Protect', whyDeleted(customer), () => protecting(customer, tag)),
  ];
}

const offer = (action: Action): Offer => ({ name: action.name, action });

const orWhy = (name: string, why: string | undefined, action: () => Action): Offer =>
  why === undefined ? offer(action()) : { name, why };

const whyDeleted = ({ state }: Customer): string | undefined =>
  state === 'deleted' ? 'it is deleted' : undefined;

function whyNotRestored({ state, restorable_until }: Customer): string | undefined {
  if (state !== 'deleted') return 'it is not deleted';
  return restorable_until === null ? 'it can no longer be restored' : undefined;
}

const whyNoRoute = (customer: Customer, route: VendorRequest | null, word: string): string | undefined =>
  route ? undefined : (whyDeleted(customer) ?? `${vendorLabel(customer.vendor)} has no route to ${word} it`);

const deletion = (customer: Customer, tag: string): Action => ({
  ...{ name: 'Delete', title: 'Delete the customer', isDangerous: true },
  explanation:
    'By its vendor’s own route, as a client of that vendor. It is refused while something refers to the customer.',
  ...ofVendor(customer.vendor_requests.delete as VendorRequest, tag),
});

const deactivation = (customer: Customer, tag: string): Action => ({
  ...{ name: 'Deactivate', title: 'Deactivate the customer' },
  explanation: 'By its vendor’s own route. It takes nothing new from then on, and can be reactivated.',
  ...ofVendor(customer.vendor_requests.deactivate as VendorRequest, tag),
});

const reactivation = (customer: Customer): Action => ({
  ...{ name: 'Reactivate', title: 'Reactivate the customer' },
  explanation: 'By its vendor’s own route. It takes what is new again.',
  ...ofVendor(customer.vendor_requests.reactivate as VendorRequest, ''),
});

/** Deletes alone take `If-Match` and dry runs from clients of vendors. */
function ofVendor({ method, path, body }: VendorRequest, tag: string) {
  const isDelete = method === 'DELETE';
  return {
    ...({ by: 'client', reason: 'header', request: { method, path, ...(body && { body }) } } as const),
    ...(isDelete && { mayBeDry: true, ...(tag && { tag }) }),
  };
}

const restoration = (customer: Customer, tag: string): Action => ({
  ...{ name: 'Restore', title: 'Restore the customer', by: 'operator', reason: 'header', tag },
  explanation: 'It comes back as it was: its fields, active or not, and as guarded as before.',
  request: { method: 'POST', path: `${pathOf(customer)}/restoration` },
});

const protecting = (customer: Customer, tag: string): Action => ({
  ...{ name: 'Protect', title: 'Protect the customer', by: 'operator', reason: 'body', tag },
  explanation:
    'Every delete and deactivation is refused as long as it is protected. Clients of the vendor are not told why.',
  request: { method: 'PUT', path: `${pathOf(customer)}/protection` },
});

const lifting = (customer: Customer, tag: string): Action => ({
  ...{ name: 'Lift protection', title: 'Lift the protection', by: 'operator', reason: 'header', tag },
  explanation: 'Its clients may delete and deactivate it again.',
  request: { method: 'DELETE', path: `${pathOf(customer)}/protection` },
});

/** What would clear a dependent; undefined where nobody can. */
export function clearingOf({ kind, number, id, etag, clearing }: Dependent): Action | undefined {
  if (!clearing) return undefined;
  const name = `${kindInWords(kind)} ${number ?? id}`;
  return {
    ...{ name: 'Clear it', title: `Clear ${name}`, isDangerous: true },
    explanation: `By the vendor’s own route, as a client of that vendor: afterwards ${name} no longer refers to the customer.`,
    ...ofVendor({ ...clearing, body: clearing.body ?? null }, etag),
    blanks: blanksIn(clearing.body),
  };
}

/** Ids have no spaces: a text that has some says what is to be filled in. */
const blanksIn = (body: Readonly<Record<string, unknown>> = {}): Record<string, string> =>
  Object.fromEntries(
    Object.entries(body).filter(
      (field): field is [string, string] => typeof field[1] === 'string' && field[1].includes(' '),
    ),
  );
