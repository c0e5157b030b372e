import { beelCanonicalFailure } from '../../support/envelopes.ts';
import { type Answer, call } from '../../support/http.ts';
import { newCompany } from '../samples.ts';

/** A company, and its customers as the routes of today reach them. */
export async function newCompanyCustomers() {
  const own = await newCompany();
  const { authorization } = own;
  const path = (id?: string, company: string = own.company) =>
    `/api/v1/companies/${company}/customers${id === undefined ? '' : `/${id}`}`;
  return {
    ...own,
    path,
    create: (json: unknown, headers: Record<string, string> = {}) =>
      call(`POST ${path()}`, { authorization, json, headers }),
    createFlat: (json: unknown, headers: Record<string, string> = {}) =>
      call('POST /api/v1/customers', { authorization, json, headers }),
    get: (id: string) => call(`GET ${path(id)}`, { authorization }),
    patch: (id: string, json: unknown) => call(`PATCH ${path(id)}`, { authorization, json }),
    failure: (code: string, message: string, id?: string, details?: Record<string, unknown>) =>
      beelCanonicalFailure(code, message, path(id).slice('/api'.length), details),
  };
}

export type CompanyCustomers = Awaited<ReturnType<typeof newCompanyCustomers>>;

export const dataOf = ({ body }: Answer) => (body as { data: Record<string, unknown> & { id: string } }).data;

export const codeOf = ({ body }: Answer) => (body as { error?: { code: string } }).error?.code;

export const DUPLICATE = ['CLIENT_DUPLICATE', 'A client with this NIF already exists'] as const;
