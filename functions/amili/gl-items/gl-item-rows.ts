import type { Table } from '../../../shared/dynamodb/tables.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import type { RecordItem } from '../../../shared/receivables/records/record.ts';
import { AttachedCustomers } from '../customers/attached-customers.ts';
import { type GlItem, shown } from './gl-item.ts';

/** GL items as lists show them, with the numbers of their customers. */
export class GlItemRows {
  readonly #clientNo: number;
  readonly #customers: AttachedCustomers;

  constructor(table: Table, clientNo: number, tenant: Tenant) {
    this.#clientNo = clientNo;
    this.#customers = new AttachedCustomers(table, tenant);
  }

  read(items: readonly RecordItem<GlItem>[]): Promise<void> {
    return this.#customers.read(items);
  }

  /** The line was written together with an AR item of the customer, which keeps it from being deleted. */
  shown(item: RecordItem<GlItem>) {
    return shown(this.#clientNo, item, this.#customers.of(item));
  }
}
