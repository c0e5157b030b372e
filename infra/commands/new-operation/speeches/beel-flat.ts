import { uuid } from '../parameters.ts';
import type { Speech } from '../speech.ts';
import { beel } from './beel.ts';

const { tenant: _, ...beelWithoutCompany } = beel;

/** BeeL flat: the key names the company. */
export const beelFlat: Speech = {
  ...beelWithoutCompany,
  dialect: 'beelFlat',
  shapes: ['beel-flat', 'beel'],
  parameters: { customer_id: uuid('{{customerId}}'), invoice_id: uuid('{{invoiceId}}') },
  imports: {
    beelFlat: '../dialect/dialect.ts',
    'type BeelAccess': '../../beel/dialect/caller.ts',
    responses: '../dialect/envelope.ts',
    data: '../../beel/dialect/envelope.ts',
    bodyFailures: '../../beel/dialect/envelope.ts',
    uuid: '../../../shared/fields/identifiers.ts',
  },
  documented: 'deprecated: true,',
  responses: ({ path, body, status }) => {
    const codes = path ? ", { 400: ['BAD_REQUEST'] }" : '';
    return `responses(data(${status}, 'OK', answered())${codes}${body ? ', bodyFailures' : ''})`;
  },
  test: {
    caller: 'const authorization = await beelAuthorization();',
    stranger: 'await beelAuthorization()',
    imports: {
      beelAuthorization: '../../support/credentials.ts',
      beelSuccess: '../../support/envelopes.ts',
      beelFailure: '../../support/envelopes.ts',
    },
    success: (value) => `beelSuccess(${value})`,
    unauthenticated: () => "beelFailure('UNAUTHORIZED', 'Authentication required')",
  },
};
