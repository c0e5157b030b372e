import type { OperationModule } from '../../functions/operations.ts';
import type { Seeds } from '../local/seeds.ts';

/** What `npm start` prints: the operations, and curl lines that work when pasted. */
export function welcome(url: string, operations: readonly OperationModule[], seeds: Seeds): string {
  const routes = operations.map(({ operation: { route, name } }) => {
    const [method = '', path = ''] = route.split(' ');
    return `  ${method.padEnd(6)} ${path.padEnd(56)} ${name}`;
  });
  return `
offboard listens on ${url}

${routes.join('\n')}

Try it (tokens are good for an hour; npm run credentials makes others):

${examples(url, seeds).join('\n\n')}

Ctrl-C ends the service. Its data stays.

`;
}

function examples(url: string, { enkash, amili, beel }: Seeds): string[] {
  const curl = (comment: string, method: string, path: string, authorization: string) =>
    `# ${comment}\ncurl -i -X ${method} '${url}${path}' -H 'Authorization: ${authorization}'`;
  const amiliCustomers = `/clients/${amili.clientNos[0]}/customers`;
  const both = `${beel.customerId}%2C${beel.linkedCustomerId}`;
  return [
    curl(
      'EnKash: refused, an invoice refers to it',
      'DELETE',
      `/api/v0/customer/${enkash.linkedCustomerId}`,
      enkash.authorization,
    ),
    curl('EnKash: deleted', 'DELETE', `/api/v0/customer/${enkash.customerId}`, enkash.authorization),
    curl(
      'Amili: refused, a document refers to it',
      'DELETE',
      `${amiliCustomers}/${amili.linkedCustomerNo}`,
      amili.authorization,
    ),
    curl('Amili: deleted', 'DELETE', `${amiliCustomers}/${amili.customerNo}?options=`, amili.authorization),
    curl(
      'BeeL: many at once, one deactivated and one refused',
      'DELETE',
      `/api/v1/customers/bulk?ids=${both}`,
      beel.authorization,
    ),
    curl(
      'BeeL: refused, an invoice refers to it',
      'DELETE',
      `/api/v1/customers/${beel.linkedCustomerId}`,
      beel.authorization,
    ),
    curl(
      'BeeL: deactivated (again: that is a success)',
      'DELETE',
      `/api/v1/customers/${beel.customerId}`,
      beel.authorization,
    ),
    curl('BeeL: the CSV template', 'POST', '/api/v1/customers/templates/csv', beel.authorization),
  ];
}
