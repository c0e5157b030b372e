import type { Table } from '../../../shared/dynamodb/tables.ts';
import { readCustomers } from '../../../shared/receivables/customers/read-many.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { customerKey, type Tenant } from '../../../shared/receivables/keys.ts';
import { caseless } from '../dialect/identifiers.ts';
import type { Customer } from './customer.ts';

/** Whose the items of a list are. Each customer is read once, however many items it has. */
export class AttachedCustomers {
  readonly #table: Table;
  readonly #tenant: Tenant;
  readonly #read = new Map<string, CustomerItem<Customer>>();

  constructor(table: Table, tenant: Tenant) {
    this.#table = table;
    this.#tenant = tenant;
  }

  /** Reads whose these items are, as far as that is not known yet. */
  async read(items: readonly { readonly fields: { readonly customerNo: string } }[]): Promise<void> {
    const refs = new Map(items.map(({ fields }) => [this.#key(fields), this.#ref(fields)]));
    const unread = [...refs].filter(([key]) => !this.#read.has(key)).map(([, ref]) => ref);
    for (const [key, customer] of await readCustomers(this.#table, unread))
      this.#read.set(key, customer as CustomerItem<Customer>);
  }

  /** Whose an item is that was read. While the item is attached, nobody can delete its customer. */
  of({ fields }: { readonly fields: { readonly customerNo: string } }): CustomerItem<Customer> {
    return attached(this.#read, this.#key(fields));
  }

  #ref = ({ customerNo }: { readonly customerNo: string }) => ({ ...this.#tenant, id: caseless(customerNo) });
  #key = (fields: { readonly customerNo: string }) => customerKey(this.#ref(fields));
}

/** What an item refers to and so keeps: nothing removes it. @throws where somebody has, by hand */
export function attached<Value>(items: ReadonlyMap<string, Value>, key: string): Value {
  const item = items.get(key);
  if (item === undefined) throw new Error(`${key} is gone, with an item attached`);
  return item;
}
