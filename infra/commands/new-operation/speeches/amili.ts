import { own, text } from '../parameters.ts';
import type { Speech } from '../speech.ts';

/** Amili ARM: every path begins with the client. */
export const amili: Speech = {
  dialect: 'amili',
  shapes: ['amili'],
  access: () => 'token',
  accessType: 'AmiliAccess',
  grants: "{ tokenKey: 'verify' }",
  parameters: {
    clientno: own('clientNo()', 'z.int()', 'client', '{{clientNo}}'),
    customerno: text('ownNumber()', '543210', '{{customerNo}}'),
    documentno: text('ownNumber()', '45678901', '{{documentNo}}'),
  },
  tenant: 'clientno',
  imports: {
    amili: '../dialect/dialect.ts',
    'type AmiliAccess': '../dialect/caller.ts',
    tenantOf: '../dialect/caller.ts',
    responses: '../dialect/envelope.ts',
    clientNo: '../dialect/identifiers.ts',
    ownNumber: '../dialect/identifiers.ts',
  },
  success: (value) => value,
  responses: ({ path, body }) => {
    const failures = [...(body ? [400] : []), 401, 403, ...(path ? [404] : []), 500];
    return `responses({ description: 'OK', schema: answered() }, [${failures}])`;
  },
  test: {
    caller: 'const client = newAmiliClient();\nconst authorization = await amiliAuthorization([client]);',
    stranger: 'await amiliAuthorization([newAmiliClient()])',
    imports: {
      newAmiliClient: '../../support/credentials.ts',
      amiliAuthorization: '../../support/credentials.ts',
      amiliFailure: '../../support/envelopes.ts',
    },
    success: (value) => value,
    unauthenticated: (numbers) =>
      `amiliFailure('UNAUTHORIZED', 'A valid access token is required', ${numbers})`,
    forbidden: (numbers) =>
      `amiliFailure('FORBIDDEN', \`The token may not act for client \${client}\`, ${numbers})`,
  },
};
