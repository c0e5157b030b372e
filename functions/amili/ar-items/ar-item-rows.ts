import type { Table } from '../../../shared/dynamodb/tables.ts';
import { readDependents } from '../../../shared/receivables/dependents/read-many.ts';
import type { CustomerItem, DependentItem } from '../../../shared/receivables/items.ts';
import { dependentKey, type Tenant } from '../../../shared/receivables/keys.ts';
import { AttachedCustomers, attached } from '../customers/attached-customers.ts';
import { type Customer, shown as shownCustomer } from '../customers/customer.ts';
import { type Document, shown as shownDocument } from '../documents/document.ts';
import { documentRef } from '../documents/document-ids.ts';
import { dateInNorway } from '../ledger/dates.ts';
import { type ArItem, isPosted, shown, type UnpostedArItem } from './ar-item.ts';
import type { Answered } from './expanded-ar-item-response.ts';

type Item = DependentItem<ArItem | UnpostedArItem>;

/** AR items as answers show them, with what is read beside them. */
export class ArItemRows {
  readonly #table: Table;
  readonly #clientNo: number;
  readonly #tenant: Tenant;
  readonly #today: string;
  readonly #customers: AttachedCustomers;
  readonly #documents = new Map<string, DependentItem<Document>>();

  /** @param at when they were asked for */
  constructor(table: Table, clientNo: number, tenant: Tenant, at: Date) {
    this.#table = table;
    this.#clientNo = clientNo;
    this.#tenant = tenant;
    this.#today = dateInNorway(at);
    this.#customers = new AttachedCustomers(table, tenant);
  }

  /** Reads what is shown beside these items: whose they are always, their documents where they are asked for. */
  async read(items: readonly Item[], expand: readonly string[]): Promise<void> {
    const numbers = expand.includes('document') ? items.flatMap(({ fields }) => fields.documentNo ?? []) : [];
    const refs = numbers.map((documentNo) => documentRef(this.#tenant, documentNo));
    const [documents] = await Promise.all([
      readDependents<Document>(this.#table, refs),
      this.#customers.read(items),
    ]);
    for (const [key, document] of documents) this.#documents.set(key, document);
  }

  customerOf(item: Item): CustomerItem<Customer> {
    return this.#customers.of(item);
  }

  shown(item: Item, expand: readonly string[]): Answered {
    const customer = this.customerOf(item);
    const { settlements = [], reservations = [] } = isPosted(item) ? item.fields : {};
    const document = expand.includes('document') && this.#document(item, customer);
    return {
      ...shown(this.#clientNo, item, customer, this.#today),
      ...(document && { document }),
      ...(expand.includes('customer') && { customer: shownCustomer(this.#clientNo, customer) }),
      ...(expand.includes('settlements') && { settlements: [...settlements] }),
      ...(expand.includes('reservations') && {
        reservations: reservations.filter(({ validUntil }) => validUntil >= this.#today),
      }),
    };
  }

  /** As lists of documents show it. Payments, refunds and what is written off have none. */
  #document({ fields }: Item, customer: CustomerItem<Customer>): Answered['document'] {
    if (fields.documentNo === undefined) return undefined;
    const key = dependentKey(documentRef(this.#tenant, fields.documentNo));
    const { documentLines: _, ...row } = shownDocument(
      this.#clientNo,
      attached(this.#documents, key),
      customer,
    );
    return row;
  }
}
