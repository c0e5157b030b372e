import type { Session } from '../../infra/local/sandbox/shapes.ts';
import { sampleNif } from '../../infra/sample-nif.ts';

/** Clients of the samples' tenants and their operator, who call as from outside. */
export interface Calls {
  readonly tenantOf: Readonly<Record<VendorName, string>>;
  /** @param as whose credential is sent */
  call(as: VendorName | 'operator', request: string, options?: CallOptions): Promise<Called>;
  /** @returns its id */
  newCustomer(vendor: VendorName, name: string): Promise<string>;
  /** Attaches an invoice, with Amili a document. @returns its id, or its number */
  attach(vendor: VendorName, customerId: string, number: string): Promise<string>;
  /** The vendor's route for a customer: `/api/v0/customer/KC…` */
  customerPath(vendor: VendorName, id: string): string;
}

export type VendorName = 'enkash' | 'amili' | 'beel';

export interface CallOptions {
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Called {
  readonly status: number;
  /** What the client was told in `X-Request-Id`. */
  readonly traceId: string;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: each vendor answers in its own shape
  readonly body: any;
  readonly text: string;
}

/** @param url of a service with its sandbox, which signs in as the samples' tenants */
export async function vendorCalls(url: string): Promise<Calls> {
  const session = (await (await fetch(`${url}/sandbox/session`)).json()) as Session;
  const found = (vendor: VendorName) => session.clients.find((client) => client.vendor === vendor)!;
  const credentials = { operator: session.operator } as Record<string, string>;
  const tenantOf = {} as Record<VendorName, string>;
  for (const vendor of ['enkash', 'amili', 'beel'] as const) {
    credentials[vendor] = found(vendor).authorization;
    tenantOf[vendor] = found(vendor).tenant;
  }
  const company = `/api/v1/companies/${tenantOf.beel.replace(/^\w+:/, '')}`;
  const client = `/clients/${tenantOf.amili}`;

  const call: Calls['call'] = async (as, request, { json, headers = {} } = {}) => {
    const [method = '', path = ''] = request.split(' ');
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        authorization: credentials[as] as string,
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    });
    const text = await response.text();
    const traceId = response.headers.get('x-request-id') ?? '';
    return {
      status: response.status,
      headers: response.headers,
      body: parsed(text),
      ...{ traceId, text },
    };
  };
  async function made(as: VendorName, request: string, json: unknown) {
    const { status, body, text } = await call(as, request, { json });
    if (status >= 300) throw new Error(`${request} was answered with ${status}: ${text}`);
    return body;
  }
  let numbers = 600_000;

  return {
    ...{ tenantOf, call },
    customerPath: (vendor, id) =>
      ({ enkash: '/api/v0/customer', amili: `${client}/customers`, beel: `${company}/customers` })[vendor] +
      `/${id}`,
    async newCustomer(vendor, name) {
      if (vendor === 'enkash') {
        const contact = { deleted: false, legalName: name, mobile: '9876543210', name: 'Asha' };
        const json = { legalName: name, customerKeyContacts: [contact] };
        return (await made('enkash', 'POST /api/v0/customer', json)).payload.customerId;
      }
      if (vendor === 'amili') {
        const customerNo = String(++numbers);
        await made('amili', `POST ${client}/customers`, { customerNo, name });
        return customerNo;
      }
      const json = { legal_name: name, nif: sampleNif(), address: ADDRESS };
      return (await made('beel', `POST ${company}/customers`, json)).data.id;
    },
    async attach(vendor, customerId, number) {
      if (vendor === 'enkash') {
        const json = { customerId, baseAmount: 1180, dueDate: '2027-01-31', invoiceNumber: number };
        return (await made('enkash', 'POST /api/v0/invoice', json)).payload.invoiceId;
      }
      if (vendor === 'amili') {
        const json = { documentType: 'IN', documentNo: number, customerNo: customerId };
        await made('amili', `POST ${client}/documents`, json);
        return number;
      }
      const json = { type: 'STANDARD', recipient: { customer_id: customerId }, lines: [LINE] };
      return (await made('beel', `POST ${company}/invoices`, json)).data.id;
    },
  };
}

const ADDRESS = {
  ...{ street: 'Calle Mayor', number: '1', postal_code: '28013' },
  ...{ city: 'Madrid', province: 'Madrid', country: 'España' },
};

const LINE = {
  ...{ description: 'Consulting', quantity: 1, unit_price: 100 },
  main_tax: { type: 'IVA', percentage: 21 },
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
