import type { ApiDocumentation, Headers } from '../../../shared/http/api-documentation.ts';
import { answered as customer, stamp } from '../customers/customer-response.ts';
import { answered as customerRow } from '../customers/customer-row-response.ts';
import { answered as deletionPreview } from '../customers/deletion-preview-response.ts';
import { operation as getCustomer } from '../customers/get-customer.ts';
import { operation as previewDeletion } from '../customers/preview-deletion.ts';
import { answered as vendorRequest } from '../customers/vendor-request-response.ts';
import { answered as dependent } from '../dependents/dependent-response.ts';
import { customerData, dependentData, answered as event, refusalData } from '../events/event-response.ts';
import { entry, requestEntry, unrecorded } from '../history/entry-response.ts';
import { requested as protection } from '../protections/protection-request.ts';
import { answered as tenant } from '../tenants/tenant-response.ts';
import { answered as tenantRow } from '../tenants/tenant-row-response.ts';
import { fields } from './api-fields.ts';
import type { OperatorAccess } from './caller.ts';

/** Routes whose answers are about one customer, and change nothing. */
const CONDITIONAL: readonly string[] = [getCustomer.route, previewDeletion.route];

/** Our own dialect as its OpenAPI document introduces it. */
export const api: ApiDocumentation<OperatorAccess> = {
  title: 'Accounts receivable, for the operator of the service',
  description: [
    'What the operator of the service sees of the customers of all vendors: no vendor has any of it, and no client of a ' +
      'vendor sees a difference. Its keys come from `npm run credentials -- operator`. They are for one, several or all ' +
      'vendors and tenants; what is outside of a key is not found, as if there were none.',
    '`{vendor}` is `enkash`, `amili` or `beel` (both generations). `{tenant}` is the company of EnKash, the client number ' +
      "of Amili, and `live:<company>` or `test:<company>` of BeeL. `{customer_id}` is written as the vendor's clients write " +
      'it.',
    'Errors are problems of RFC 9457, `application/problem+json`; their `type` is a name and no address. Times are RFC ' +
      '3339 in UTC. Answers about one customer have an `ETag`. `profile` and names are personal data.',
  ].join('\n\n'),
  tags: {
    tenants: 'Whose customers there are, and how many',
    customers: 'Customers of any vendor: their state, and whether they could be deleted',
    history: 'Who changed what, when and why',
    events: 'What happens to customers, and to what refers to them',
    dependents: 'What refers to a customer, and so keeps it from being deleted',
    protections: 'Customers that nobody may delete or deactivate for now',
    documents: 'What the service says of itself',
    restorations: 'What was deleted, brought back',
  },
  securitySchemes: {
    operatorKey: {
      type: 'http',
      scheme: 'bearer',
      description: 'A key of the operator, or an access token of the issuer that the stage names',
    },
  },
  requestHeaders: (route): Headers =>
    CONDITIONAL.includes(route)
      ? {
          'If-None-Match':
            'The `ETag` of an earlier answer, or several: 304 where the answer would have it again',
        }
      : {},
  security: (scope) => ({ operatorKey: [scope] }),
  schemas: {
    requests: { Protection: protection() },
    answers: {
      Tenant: tenant(),
      TenantRow: tenantRow(),
      Customer: customer(),
      CustomerRow: customerRow(),
      VendorRequest: vendorRequest(),
      DeletionPreview: deletionPreview(),
      Dependent: dependent(),
      HistoryEntry: entry(),
      RequestEntry: requestEntry(),
      UnrecordedVersions: unrecorded(),
      Event: event(),
      CustomerEventData: customerData(),
      DependentEventData: dependentData(),
      RefusalEventData: refusalData(),
      Stamp: stamp(),
    },
  },
  fields,
  samples: {
    companyId: 'CEKFOWV7UQ',
    customerId: 'KCMW2U9R4H9HPNKC',
    linkedCustomerId: 'KCABCDEFGHIJKL01',
    deletedCustomerId: 'KCQRSTUVWXYZ9876',
  },
};
