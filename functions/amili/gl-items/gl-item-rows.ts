import type { Table } from '../../../shared/dynamodb/tables.ts';
import { readCustomers } from '../../../shared/receivables/customers/read-many.ts';
import type { CustomerItem } from '../../../shared/receivables/items.ts';
import { customerKey, type Tenant } from '../../../shared/receivables/keys.ts';
import type { RecordItem } from '../../../shared/receivables/records/record.ts';
import { caseless } from '../dialect/identifiers.ts';
import { type GlItem, shown } from './gl-item.ts';

/** GL items as lists show them, with the numbers of their customers. */
export class GlItemRows {
  readonly #table: Table;
  readonly #clientNo: number;
  readonly #tenant: Tenant;
  readonly #customers = new Map<string, CustomerItem>();

  constructor(table: Table, clientNo: number, tenant: Tenant) {
    this.#table = table;
    this.#clientNo = clientNo;
    this.#tenant = tenant;
  }

  async read(items: readonly RecordItem<GlItem>[]): Promise<void> {
    const refs = new Map(
      items.map((item) => [customerKey(this.#customerRef(item)), this.#customerRef(item)]),
    );
    const unread = [...refs].filter(([key]) => !this.#customers.has(key)).map(([, ref]) => ref);
    for (const [key, customer] of await readCustomers(this.#table, unread))
      this.#customers.set(key, customer);
  }

  shown(item: RecordItem<GlItem>) {
    const customer = this.#customers.get(customerKey(this.#customerRef(item)));
    // The line was written together with an AR item of the customer, which keeps it from being deleted.
    if (!customer) throw new Error(`the customer of ${item.pk} is gone, with an AR item attached`);
    return shown(this.#clientNo, item, customer);
  }

  #customerRef = ({ fields }: RecordItem<GlItem>) => ({ ...this.#tenant, id: caseless(fields.customerNo) });
}
