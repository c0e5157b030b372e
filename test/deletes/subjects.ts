import { randomUUID } from 'node:crypto';
import { newCustomerId } from '../../functions/enkash/dialect/identifiers.ts';
import { receivables } from '../../shared/dynamodb/tables.ts';
import { changeCustomer } from '../../shared/receivables/customers/change.ts';
import { attachDependents } from '../../shared/receivables/dependents/attach.ts';
import {
  type CustomerRef,
  customerItemKey,
  type DependentRef,
  dependentItemKey,
} from '../../shared/receivables/keys.ts';
import { newAmili, newBeel, newEnkash } from '../operator/worlds.ts';
import { type Answer, call } from '../support/http.ts';
import { newStamp } from '../support/store.ts';

/** Something that a client asks to delete, in whatever state, and whose tag a condition on it has. */
export interface Subject {
  send(headers?: Record<string, string>, query?: string): Promise<Answer>;
  /** Its own id, as answers have it. */
  readonly id: string;
  readonly key: { readonly pk: string; readonly sk: string };
}

/** Fresh subjects by their state. Of `free` nothing is in the way. */
type States = Readonly<Record<string, () => Promise<Subject>>> & { readonly free: () => Promise<Subject> };

type Method = 'DELETE' | 'POST';

const sender =
  (methodAndPath: `${Method} ${string}`, authorization: string, json?: unknown): Subject['send'] =>
  (headers = {}, query = '') =>
    call(`${methodAndPath}${query}`, { authorization, headers, ...(json !== undefined && { json }) });

async function protect(ref: CustomerRef): Promise<void> {
  const change = ({ profile }: { profile?: object }) => ({ profile: profile as object, protect: true });
  await changeCustomer<object>(receivables(), ref, change, newStamp());
}

async function enkash() {
  const world = await newEnkash();
  const { authorization, tenant } = world;
  const ref = (id: string): CustomerRef => ({ vendor: 'enkash', tenant, id });
  const customer = (id: string): Subject => ({
    send: sender(`DELETE /api/v0/customer/${id}`, authorization),
    id,
    key: customerItemKey(ref(id)),
  });
  const reminder = (id: string, reminderId: string): Subject => ({
    send: sender(`DELETE /api/v0/customer-reminder/${id}/${reminderId}`, authorization),
    id: reminderId,
    key: customerItemKey(ref(id)),
  });
  const invoices = (...invoiceIds: string[]): Subject => ({
    send: sender('POST /api/v0/invoice/bulk/delete', authorization, { invoiceIds }),
    id: invoiceIds[0] as string,
    key: dependentItemKey({ vendor: 'enkash', tenant, kind: 'INVOICE', id: invoiceIds[0] as string }),
  });
  const newOne = () => world.customer('Ada Ltd');
  const reminded = async () => {
    const id = await newOne();
    const json = { customerReminderId: 'r1', reminderType: 'ONCE' };
    await call(`POST /api/v0/customer-reminder/${id}`, { authorization, json });
    return id;
  };
  const stranger = await newEnkash();
  return {
    'enkash/customers/delete-customer': {
      free: async () => customer(await newOne()),
      linked: async () => {
        const id = await newOne();
        await world.invoice(id, { invoiceNumber: 'INV-1' });
        return customer(id);
      },
      protected: async () => {
        const id = await newOne();
        await protect(ref(id));
        return customer(id);
      },
      missing: async () => customer(newCustomerId()),
      'another company’s': async () => customer(await stranger.customer('Theirs')),
      deleted: async () => {
        const subject = customer(await newOne());
        await subject.send();
        return subject;
      },
    },
    'enkash/reminders/delete-reminder': {
      free: async () => reminder(await reminded(), 'r1'),
      missing: async () => reminder(await reminded(), 'r2'),
      'of nobody': async () => reminder(newCustomerId(), 'r1'),
    },
    'enkash/invoices/delete-invoices': {
      free: async () => invoices(await world.invoice(await newOne())),
      'of every kind': async () => {
        const id = await newOne();
        const theirs = await stranger.invoice(await stranger.customer('Theirs'));
        const paid = await world.invoice(id, { totalReceived: 1 });
        const free = await world.invoice(id);
        return invoices(free, paid, randomUUID(), theirs, free);
      },
    },
  } satisfies Record<string, States>;
}

async function amili() {
  const world = await newAmili();
  const { clientNo, authorization, ref: tenant } = world;
  const customer = (customerNo: string): Subject => ({
    send: sender(`DELETE /clients/${clientNo}/customers/${customerNo}`, authorization),
    id: customerNo,
    key: customerItemKey({ ...tenant, id: customerNo }),
  });
  let last = 0;
  const newOne = async () => {
    const customerNo = String(++last);
    await world.createCustomer({ customerNo, name: 'Owe Armstrong' });
    return customerNo;
  };
  return {
    'amili/customers/delete-customer': {
      free: async () => customer(await newOne()),
      linked: async () => {
        const customerNo = await newOne();
        await world.createDocument({ documentType: 'IN', documentNo: customerNo, customerNo });
        return customer(customerNo);
      },
      protected: async () => {
        const customerNo = await newOne();
        await protect({ ...tenant, id: customerNo });
        return customer(customerNo);
      },
      missing: async () => customer('nobody'),
      deleted: async () => {
        const subject = customer(await newOne());
        await subject.send();
        return subject;
      },
    },
  } satisfies Record<string, States>;
}

async function beel() {
  const world = await newBeel();
  const { authorization, company, tenant } = world;
  const base = `/api/v1/companies/${company}`;
  const ref = (id: string): CustomerRef => ({ vendor: 'beel', tenant, id });
  const subject = (path: string, id: string, kind?: string): Subject => ({
    send: sender(`DELETE ${path}`, authorization),
    id,
    key: kind ? dependentItemKey({ vendor: 'beel', tenant, kind, id }) : customerItemKey(ref(id)),
  });
  const newOne = () => world.customer('Ada SL');
  const linked = async () => {
    const id = await newOne();
    await world.invoice(id);
    return id;
  };
  const recurring = async (end_date: string) => {
    const id = await newOne();
    const invoice: DependentRef = { vendor: 'beel', tenant, kind: 'RECURRING_INVOICE', id: randomUUID() };
    const fields = { name: 'Hosting', amount: 10, status: 'ACTIVE', end_date };
    await attachDependents(receivables(), [{ ref: invoice, fields, customer: ref(id) }], newStamp());
    return { id, invoiceId: invoice.id };
  };
  const ended = async () => (await recurring('2020-01-31')).id;
  const running = async () => (await recurring('2999-01-31')).id;
  const guarded = async () => {
    const id = await newOne();
    await protect(ref(id));
    return id;
  };
  const customers = (path: (id: string) => string): States =>
    Object.fromEntries(
      Object.entries({
        free: newOne,
        linked,
        'held by what is over': ended,
        'held by what runs': running,
        protected: guarded,
        missing: async () => randomUUID(),
        deactivated: async () => {
          const id = await newOne();
          await call(`DELETE /api/v1/customers/${id}`, { authorization });
          return id;
        },
      }).map(([state, make]) => [
        state,
        async () => {
          const id = await make();
          return subject(path(id), id);
        },
      ]),
    ) as unknown as States;
  const everyKind = async () => {
    const free = await newOne();
    const made = [await linked(), await ended(), await running(), await guarded(), randomUUID()];
    return [free, ...made, free];
  };
  const many = (path: string): States => ({
    free: async () => {
      const id = await newOne();
      return subject(`${path}?ids=${id}`, id);
    },
    'of every kind': async () => {
      const ids = await everyKind();
      return subject(`${path}?ids=${ids.join(',')}`, ids[0] as string);
    },
  });
  const invoices = (path: string): States => {
    const invoice = (id: string) => subject(`${path}/${id}`, id, 'INVOICE');
    return {
      free: async () => invoice(await world.invoice(await newOne())),
      issued: async () => invoice(await world.invoice(await newOne(), true)),
      missing: async () => invoice(randomUUID()),
    };
  };
  const recurringInvoice = (id: string) =>
    subject(`${base}/recurring-invoices/${id}`, id, 'RECURRING_INVOICE');
  return {
    'beel/customers/delete-customer': customers((id) => `${base}/customers/${id}`),
    'beel/customers/delete-customers': many(`${base}/customers/bulk`),
    'beel/invoices/delete-invoice': invoices(`${base}/invoices`),
    'beel/recurring-invoices/delete-recurring-invoice': {
      free: async () => recurringInvoice((await recurring('2999-01-31')).invoiceId),
      missing: async () => recurringInvoice(randomUUID()),
    },
    'beel-flat/customers/deactivate-customer': customers((id) => `/api/v1/customers/${id}`),
    'beel-flat/customers/deactivate-customers': many('/api/v1/customers/bulk'),
    'beel-flat/invoices/delete-invoice': invoices('/api/v1/invoices'),
  } satisfies Record<string, States>;
}

/** What each operation that deletes may be asked to delete, of tenants of their own. */
export const newSubjects = async (): Promise<Readonly<Record<string, States>>> => ({
  ...(await enkash()),
  ...(await amili()),
  ...(await beel()),
});
