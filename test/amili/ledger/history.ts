import { randomUUID } from 'node:crypto';
import type { ArItem } from '../../../functions/amili/ar-items/ar-item.ts';
import { changeArItem } from '../../../functions/amili/ar-items/ar-item-changes.ts';
import type { Requested as Postings } from '../../../functions/amili/auto-postings/auto-postings-request.ts';
import type { Method } from '../../../functions/amili/auto-postings/method.ts';
import { postTogether } from '../../../functions/amili/auto-postings/post-together.ts';
import { attachDocument } from '../../../functions/amili/documents/document-attachment.ts';
import { reservePayment } from '../../../functions/amili/payment-reservations/reserve-payment.ts';
import { receivables, type Table } from '../../../shared/dynamodb/tables.ts';
import { Failure } from '../../../shared/http/failure.ts';
import { removeCustomer } from '../../../shared/receivables/customers/remove.ts';
import type { Tenant } from '../../../shared/receivables/keys.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import {
  answered,
  droppedAfter,
  droppedBefore,
  type Fate,
  heldBack,
  inConflict,
  inTurn,
  throttled,
  withFates,
} from '../../support/faults.ts';
import { newStamp, storeCustomer } from '../../support/store.ts';
import { closeThrough } from '../books.ts';

/** When all requests of a history come. */
const NOW = '2026-03-25T12:00:00.000Z';

export const CUSTOMERS = ['A', 'B', 'C'];

/** What a client asks for. `nth` is one of the documents, payments … that were asked for before. */
export type Wish =
  | { readonly what: 'document'; readonly type: 'IN' | 'CN'; readonly vat: number; readonly sub: boolean }
  | Posting<Method>
  | Posting<'reservation' | 'creditnote'>
  | { readonly what: 'deletion' };

interface Posting<What> {
  readonly what: What;
  readonly nth: number;
  readonly named: boolean;
}

export type Request<What extends Wish = Wish> = What & {
  readonly customer: number;
  /** In hundredths; of refunds and write-offs 0 stands for what is left. */
  readonly cents: number;
  readonly day: string;
  readonly currency: 'NOK' | 'EUR';
  /** What becomes of its first transactions. */
  readonly fates: readonly FateName[];
};

export type FateName = keyof typeof FATES | 'late';

export const FATES = { answered, droppedAfter, droppedBefore, inConflict, throttled };

/** A client whose requests come one after the other, or at once. */
export class History {
  readonly tenant: Tenant = { vendor: 'amili', tenant: randomUUID() };
  /** AR items of the requests that were told that they are done. */
  readonly made: number[] = [];
  readonly #late: (() => Promise<void>)[] = [];
  #documents = 0;
  #creditNotes = 0;

  async open(): Promise<void> {
    for (const [index, id] of CUSTOMERS.entries()) await this.#create(id, index + 1);
  }

  close = (month: number) => closeThrough(this.tenant, 2026, month);

  /** Lets those attempts arrive that were held back. */
  async rest(): Promise<void> {
    for (const arrive of this.#late) await arrive();
  }

  async send(request: Request): Promise<void> {
    const stamp = { ...newStamp(), at: NOW };
    const customerNo = CUSTOMERS[request.customer] as string;
    switch (request.what) {
      case 'document':
        return this.#document(request, customerNo, stamp);
      case 'reservation':
        return this.#reserve(request, customerNo, stamp);
      case 'creditnote':
        return this.#credit(request, stamp);
      case 'deletion':
        return this.#delete(customerNo, stamp);
      default:
        return this.#post(request, customerNo, stamp);
    }
  }

  async #document(request: Request<Extract<Wish, { what: 'document' }>>, customerNo: string, stamp: Stamp) {
    const inclVat = request.cents / 100;
    const documentNo = `D${this.#documents++}`;
    const requested = {
      ...{ documentType: request.type, customerNo, documentNo, documentDate: request.day },
      currency: request.currency,
      currencyAmounts: { inclVat, vat: Math.round(request.cents * request.vat) / 100 },
      ...(request.sub && { subCustomerNo: CUSTOMERS[(request.customer + 1) % CUSTOMERS.length] }),
    };
    const table = this.#table(request.fates);
    await this.#unlessRefused(async () => {
      const result = await attachDocument(table, this.tenant, requested as never, stamp);
      return result.outcome === 'attached' ? result.item : undefined;
    });
  }

  async #post(request: Request<Posting<Method>>, customerNo: string, stamp: Stamp) {
    const { what, nth, named, cents, day, currency } = request;
    const item = this.#item(nth);
    const amount = cents > 0 ? cents / 100 : undefined;
    const paymentId = `P${nth}`;
    const posting = {
      payment: { ...(named ? item : { customerNo, currency }), amount: amount ?? 0.01, paymentId },
      refund: { ...item, amount, paymentId: `R${nth}-${cents}` },
      writeoff: { ...item, amount },
      interest: { customerNo, amount: amount ?? 0.01, documentNo: `I${nth}-${cents}`, currency },
    }[what];
    const autoPostings = [{ ...posting, postingDate: day }];
    // Two on one item in one call.
    if (what === 'writeoff' && amount !== undefined) autoPostings.push({ ...autoPostings[0]! });
    const requested = { autoPostings } as unknown as Postings;
    const result = await postTogether(this.#table(request.fates), this.tenant, what, requested, stamp);
    if (result.outcome !== 'attached') return;
    for (const { posting: made } of result.rows) this.made.push(made.item.arItemId);
  }

  async #reserve(request: Request<Posting<'reservation' | 'creditnote'>>, customerNo: string, stamp: Stamp) {
    const target = request.named ? this.#item(request.nth) : { customerNo };
    const requested = { ...target, amount: 1, paymentId: `P${request.nth}` };
    const days = { today: NOW.slice(0, 10), validUntil: '2026-04-01' };
    await reservePayment(this.#table(request.fates), this.tenant, requested as never, days, stamp);
  }

  async #credit({ nth, cents, day, fates }: Request<Posting<'reservation' | 'creditnote'>>, stamp: Stamp) {
    const currencyAmounts = cents > 0 ? { inclVat: cents / 100 } : undefined;
    const creditNote = { documentNo: `C${this.#creditNotes++}`, documentDate: day, currencyAmounts };
    const requested = { ...this.#item(nth), creditNote };
    await this.#unlessRefused(async () => {
      const result = await changeArItem(this.#table(fates), this.tenant, requested as never, stamp);
      return result.creditNote?.posting.item;
    });
  }

  /** The document that was asked for so long ago, by whichever request. */
  #item = (nth: number) => ({ documentNo: `D${nth % Math.max(1, this.#documents)}` });

  /** Some requests say by a Failure that they are refused. */
  async #unlessRefused(send: () => Promise<ArItem | undefined>): Promise<void> {
    try {
      const item = await send();
      if (item) this.made.push(item.arItemId);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
    }
  }

  /** Deletes a customer, and creates one with its number again. */
  async #delete(id: string, stamp: Stamp) {
    const ref = { ...this.tenant, id };
    const { outcome } = await removeCustomer(receivables(), ref, 'deletion', stamp, { eraseAfter: -1 });
    if (outcome === 'removed') await this.#create(id, 0);
  }

  #create = async (id: string, accountNo: number): Promise<void> => {
    try {
      await storeCustomer({ ...this.tenant, id }, { name: id }, { accountNo, customerNo: id });
    } catch {
      // A tombstone is in its place: the number stays that of a deleted customer.
    }
  };

  #table(fates: readonly FateName[]): Table {
    const next = inTurn(...fates.map((name) => (name === 'late' ? this.#held() : FATES[name])));
    return withFates(receivables(), ({ name }) =>
      name === 'TransactWrite' || name === 'Update' ? next() : answered,
    );
  }

  /** Timed out, and applied only when all is over. */
  #held = (): Fate => {
    const { fate, arrive } = heldBack();
    return (attempt) => {
      this.#late.push(arrive);
      return fate(attempt);
    };
  };
}
