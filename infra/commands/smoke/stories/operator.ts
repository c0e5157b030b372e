import { Mismatch } from '../api.ts';
import type { Smoke } from '../smoke.ts';
import { newCustomer } from './enkash.ts';

/** What the operator of the service does with a customer of EnKash: asks, protects, brings back. */
export async function operatorStory({ api, tenants: { enkash, operator } }: Smoke): Promise<string> {
  const { authorization } = enkash;
  const id = await newCustomer(api, authorization);
  const customer = `/api/v0/customer/${id}`;
  const seen = `/operator/v1/enkash/${enkash.companyId}/customers/${id}`;
  const asOperator = { authorization: operator.authorization };

  await api.expect(`POST ${seen}/deletion-preview`, asOperator, 200, { deletable: true, blockers: [] });
  await api.expect(`PUT ${seen}/protection`, { ...asOperator, json: { reason: 'smoke' } }, 200);
  await api.expect(`DELETE ${customer}`, { authorization }, 422, { response_code: 422 });
  await api.expect(`DELETE ${seen}/protection`, asOperator, 200, { state: 'active', protection: null });

  const dryRun = { authorization, headers: { 'offboard-dry-run': 'true' } };
  const { status, headers } = await api.call(`DELETE ${customer}`, dryRun);
  if (status !== 200 || headers.get('offboard-dry-run') !== 'true')
    throw new Mismatch(`a dry run of DELETE ${customer} answered ${status}`);
  await api.expect(`GET ${seen}`, asOperator, 200, { state: 'active' });

  await api.expect(`DELETE ${customer}`, { authorization }, 200, { payload: id });
  await api.expect(`POST ${seen}/restoration`, asOperator, 200, { state: 'active', deletion: null });
  await api.expect(`DELETE ${customer}`, { authorization }, 200, { payload: id });
  await api.expect(`GET ${seen}`, asOperator, 200, { state: 'deleted' });
  return 'previewed, protected, lifted, dry-run, deleted, restored, deleted';
}
