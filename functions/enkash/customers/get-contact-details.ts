import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { readCustomer } from '../../../shared/receivables/customers/read.ts';
import { type EnkashAccess, tenantOf } from '../dialect/caller.ts';
import { enkash } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { noCustomer } from '../dialect/errors.ts';
import { companyId, customerId } from '../dialect/identifiers.ts';
import { answered } from './contact-details-response.ts';
import { type Customer, shown } from './customer.ts';

/** getCustomerContactDetails. The vendor's page cannot be read: all but the name is our choice. */
export const operation = {
  name: 'enkash/customers/get-contact-details',
  route: 'GET /api/v0/customer/contact-details/{customerId}',
  access: 'token',
  grants: { receivables: ['GetItem'], tokenKey: 'verify' },
  path: z.object({ customerId: customerId() }),
  query: z.object({ parentCompanyId: z.optional(companyId()) }),
} as const satisfies Operation<EnkashAccess>;

export const handler = lambda<typeof documentation>()(
  enkash,
  operation,
  async function getContactDetails({ caller, path, query, origin, note }) {
    const ref = { ...note(tenantOf(caller, query.parentCompanyId)), id: path.customerId };
    const customer = await readCustomer<Customer>(receivables(origin), ref);
    note({ outcome: customer ? 'found' : 'notFound' });
    if (!customer) throw noCustomer(ref.id);
    const { customerId, companyId, legalName, contactNumber, customerKeyContacts } = shown(customer);
    return {
      payload: {
        ...{ customerId, companyId, legalName, contactNumber },
        customerKeyContacts: customerKeyContacts.filter(({ deleted }) => !deleted),
      },
      message: 'Contact details found',
    };
  },
);

export const documentation = () =>
  ({
    operationId: 'getCustomerContactDetails',
    summary: 'Whom to ask at a customer',
    description: 'Key contacts that are `deleted` are left out. Inactive customers are shown.',
    source: 'ours',
    responses: responses(answered(), 400, 401, 403, 404, 500),
  }) satisfies Documentation;
