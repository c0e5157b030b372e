import { amiliAuthorization, newAmiliClient } from '../support/credentials.ts';
import { amiliFailure } from '../support/envelopes.ts';
import { call } from '../support/http.ts';
import { storeCustomer } from '../support/store.ts';
import { tenantState } from '../support/tenant-state.ts';
import { type Removal, wire } from './removal.ts';

export async function amiliCustomer(): Promise<Removal> {
  const clientNo = newAmiliClient();
  const authorization = await amiliAuthorization([clientNo]);
  const reference = { accountNo: 500_002, customerNo: '543210' };
  const customer = { vendor: 'amili', tenant: String(clientNo), id: reference.customerNo };
  await storeCustomer(customer, { name: 'Owe Armstrong' }, reference);
  const numbers = { clientNo, customerNo: reference.customerNo };
  return {
    send: () => wire(call(`DELETE /clients/${clientNo}/customers/543210`, { authorization })),
    done: {
      status: 200,
      body: { status: 'PROCESSED', result: 'DELETED', message: 'Customer deleted', clientNo, ...reference },
    },
    repeated: { status: 404, body: amiliFailure('NOT_FOUND', 'There is no customer 543210', numbers) },
    state: () => tenantState('amili', customer.tenant),
  };
}
