import type { Table } from '../../../shared/dynamodb/tables.ts';
import { readCustomers } from '../../../shared/receivables/customers/read-many.ts';
import { readDependents } from '../../../shared/receivables/dependents/read-many.ts';
import type { CustomerItem, DependentItem } from '../../../shared/receivables/items.ts';
import { customerKey, dependentKey, type Tenant } from '../../../shared/receivables/keys.ts';
import { type ArItem, arItemRef, shown as shownItem, type UnpostedArItem } from '../ar-items/ar-item.ts';
import { type Customer, shown as shownCustomer } from '../customers/customer.ts';
import { caseless } from '../dialect/identifiers.ts';
import { dateInNorway } from '../ledger/dates.ts';
import { type Document, shown } from './document.ts';

type Item = DependentItem<Document>;

/** Documents as lists show them, with what is read beside them. */
export class DocumentRows {
  readonly #table: Table;
  readonly #clientNo: number;
  readonly #tenant: Tenant;
  readonly #today: string;
  readonly #customers = new Map<string, CustomerItem<Customer>>();
  readonly #items = new Map<string, DependentItem<ArItem | UnpostedArItem>>();

  /** @param at when the list was asked for */
  constructor(table: Table, clientNo: number, tenant: Tenant, at: Date) {
    this.#table = table;
    this.#clientNo = clientNo;
    this.#tenant = tenant;
    this.#today = dateInNorway(at);
  }

  /** Reads what is shown beside these documents: whose they are always, their AR items where they are asked for. */
  async read(documents: readonly Item[], expand: readonly string[]): Promise<void> {
    const refs = new Map(
      documents.map((document) => [this.#customerKey(document), this.#customerRef(document)]),
    );
    const unread = [...refs].filter(([key]) => !this.#customers.has(key)).map(([, ref]) => ref);
    const items = expand.includes('aritem') ? documents : [];
    const [customers, arItems] = await Promise.all([
      readCustomers(this.#table, unread),
      readDependents<ArItem | UnpostedArItem>(
        this.#table,
        items.map((document) => this.#itemRef(document)),
      ),
    ]);
    for (const [key, customer] of customers) this.#customers.set(key, customer as CustomerItem<Customer>);
    for (const [key, item] of arItems) this.#items.set(key, item);
  }

  /** Whose a document is. With the document attached, nobody can delete the customer. */
  customerOf(document: Item): CustomerItem<Customer> {
    return found(this.#customers, this.#customerKey(document));
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
          found(this.#items, dependentKey(this.#itemRef(document))),
          customer,
          this.#today,
        ),
      }),
      ...(expand.includes('customer') && { customer: shownCustomer(this.#clientNo, customer) }),
    };
  }

  #customerRef = ({ fields }: Item) => ({ ...this.#tenant, id: caseless(fields.customerNo) });
  #customerKey = (document: Item) => customerKey(this.#customerRef(document));
  #itemRef = ({ fields }: Item) => arItemRef(this.#tenant, fields.arItemId);
}

/** Nothing removes what a document refers to while it is there. */
function found<Value>(items: ReadonlyMap<string, Value>, key: string): Value {
  const item = items.get(key);
  if (item === undefined) throw new Error(`${key} is gone, with a document attached`);
  return item;
}
