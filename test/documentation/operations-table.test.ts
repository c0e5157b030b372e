import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { operations } from '../../functions/operations.ts';
import { withOperationsTable } from '../../infra/commands/operations-table/operations-table.ts';

describe('the table of operations in functions/README.md', () => {
  const readme = readFileSync('functions/README.md', 'utf8');

  it('is what the operations generate', () => {
    expect(readme, 'not current: run npm run readme').toBe(withOperationsTable(readme));
  });

  it('shows every route, and the guarded deletes in bold', () => {
    const [head = ''] = readme.split('<!-- end of operations -->');
    const shown = [...head.matchAll(/^\| [^|]+ \| (?:\*\*)?`([^`]+)`/gm)].map(([, route]) => route);
    expect(shown).toEqual(operations.map(({ operation }) => operation.route));
    const bold = [...head.matchAll(/\*\*`([^`]+)`\*\*/g)].map(([, route]) => route);
    expect(bold).toEqual([
      'DELETE /api/v0/customer/{customerId}',
      'DELETE /clients/{clientno}/customers/{customerno}',
      'DELETE /api/v1/companies/{company_id}/customers/{customer_id}',
      'DELETE /api/v1/companies/{company_id}/customers/bulk',
      'DELETE /api/v1/customers/{customer_id}',
      'DELETE /api/v1/customers/bulk',
    ]);
  });

  it('needs its place in the README, once', () => {
    for (const text of ['', `${readme}${readme}`])
      expect(() => withOperationsTable(text)).toThrow('functions/README.md must have <!-- operations');
  });
});
