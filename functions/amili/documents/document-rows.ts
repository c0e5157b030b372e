import type { Table } from '../../../shared/dynamodb/tables.ts';
import { readDependents } from '../../../shared/receivables/dependents/read-many.ts';
import type { CustomerItem, DependentItem } from '../../../shared/receivables/items.ts';
import { dependentKey, type Tenant } from '../../../shared/receivables/keys.ts';
import { type ArItem, arItemRef, shown as shownItem, type UnpostedArItem } from '../ar-items/ar-item.ts';
import { AttachedCustomers, attached } from '../customers/attached-customers.ts';
import { type Customer, shown as shownCustomer } from '../customers/customer.ts';
import { dateInNorway } from '../ledger/dates.ts';
import { type Document, shown } from './document.ts';

type Item = DependentItem<Document>;

/** Documents as lists show them, with what is read beside them. */
export class DocumentRows {
  readonly #table: Table;
  readonly #clientNo: number;
  readonly #tenant: Tenant;
  readonly #today: string;
  readonly #customers: AttachedCustomers;
  readonly #items = new Map<string, DependentItem<ArItem | UnpostedArItem>>();

  /** @param at when the list was asked for */
  constructor(table: Table, clientNo: number, tenant: Tenant, at: Date) {
    this.#table = table;
    this.#clientNo = clientNo;
    this.#tenant = tenant;
    this.#today = dateInNorway(at);
    this.#customers = new AttachedCustomers(table, tenant);
  }

  /** Reads what is shown beside these documents: whose they are always, their AR items where they are asked for. */
  async read(documents: readonly Item[], expand: readonly string[]): Promise<void> {
    const items = expand.includes('aritem') ? documents : [];
    const [arItems] = await Promise.all([
      readDependents<ArItem | UnpostedArItem>(
        this.#table,
        items.map((document) => this.#itemRef(document)),
      ),
      this.#customers.read(documents),
    ]);
    for (const [key, item] of arItems) this.#items.set(key, item);
  }

  customerOf(document: Item): CustomerItem<Customer> {
    return this.#customers.of(document);
  }

  shown(document: Item, expand: readonly string[]) {
    const customer = this.customerOf(document);
    const { documentLines, ...row } = shown(this.#clientNo, document, customer);
    return {
      ...row,
      ...(expand.includes('lines') && documentLines && { documentLines }),
      ...(expand.includes('aritem') && {
        arItem: shownItem(
          this.#clientNo,
          attached(this.#items, dependentKey(this.#itemRef(document))),
          customer,
          this.#today,
        ),
      }),
      ...(expand.includes('customer') && { customer: shownCustomer(this.#clientNo, customer) }),
    };
  }

  #itemRef = ({ fields }: Item) => arItemRef(this.#tenant, fields.arItemId);
}
