import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { folded, beginning as rowBeginning } from '../../../shared/receivables/lists/folded.ts';
import type { Listing } from '../../../shared/receivables/lists/listing.ts';
import {
  all,
  asked,
  between,
  hasTexts,
  marked,
  marksOf,
  searched,
  seconds,
  type Texts,
} from '../../../shared/receivables/lists/row-values.ts';
import { caseless } from '../dialect/identifiers.ts';
import type { Filters } from './customer-filters.ts';

interface Listable {
  readonly reference: CustomerItem['reference'];
  readonly profile?: {
    readonly name?: string | undefined;
    readonly organizationNo?: string | undefined;
    readonly ssn?: string | undefined;
    readonly emailAddressDocument?: readonly string[] | undefined;
    readonly secondaryEmailAddress?: readonly string[] | undefined;
    readonly phoneNo?: string | undefined;
    readonly secondaryPhoneNo?: string | undefined;
    readonly customerCategory?: string | undefined;
    readonly customerGroupCode?: string | undefined;
    readonly language?: string | undefined;
    readonly currency?: string | undefined;
  };
}

/** What rows have of a customer. Tables outlive code: the names stay. */
interface Values {
  readonly name: string;
  /** The last write, in whole seconds since 1970. */
  readonly changed: number;
  readonly marks?: readonly string[];
}

/** What lists know of a customer. Their order is that of its own number: that it is by characters is our choice. */
export const listingOf = (customer: Listable, changedAt: string): Listing => ({
  values: {
    name: searched(customer.profile?.name ?? ''),
    changed: seconds(changedAt),
    ...marksOf(textsOf(customer)),
  } satisfies Values,
  order: caseless(customer.reference.customerNo as string),
});

/** What is asked for whole, by the filters that ask for it. */
function textsOf({ reference, profile = {} }: Listable): Texts {
  const texts = {
    accountno: [String(reference.accountNo)],
    organizationno: [profile.organizationNo],
    ssn: [profile.ssn],
    emailaddress: [...(profile.emailAddressDocument ?? []), ...(profile.secondaryEmailAddress ?? [])],
    phoneno: [profile.phoneNo, profile.secondaryPhoneNo],
    customercategory: [profile.customerCategory],
    customergroupcode: [profile.customerGroupCode],
    language: [profile.language],
    currency: [profile.currency],
  };
  return Object.fromEntries(
    Object.entries(texts).map(([name, values]) => [name, values.map((text) => text && caseless(text))]),
  );
}

/** The list that a client asks for. */
export function listOf({ customerno, name, changedfrom, changedto, ...filters }: Filters) {
  const { accountno, organizationno, ssn, emailaddress, phoneno } = filters;
  const { customercategory, customergroupcode, language, currency } = filters;
  const texts = {
    ...{ accountno: accountno && String(Number(accountno)), organizationno, ssn, emailaddress, phoneno },
    ...{ customercategory, customergroupcode, language, currency },
  };
  const wanted = asked(
    Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, text && caseless(text)])),
  );
  const start = folded(name ?? '');
  return {
    kind: 'CUSTOMER',
    states: ['ACTIVE'],
    ids: customerno === undefined ? undefined : [caseless(customerno)],
    filter: all<Values>([
      start === '' ? undefined : ({ name }) => name.startsWith(rowBeginning(start)),
      between(({ changed }) => changed, changedfrom, changedto),
      marked(wanted),
    ]),
    confirm: <Item extends Listable>(items: readonly Item[]) =>
      items.filter(
        (item) => hasTexts(wanted, textsOf(item)) && folded(item.profile?.name ?? '').startsWith(start),
      ),
  } as const;
}
