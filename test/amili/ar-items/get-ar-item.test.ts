import { describe, expect, it } from 'vitest';
import { amiliAuthorization, newAmiliClient } from '../../support/credentials.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';

const client = newAmiliClient();
const authorization = await amiliAuthorization([client]);
const path = `/clients/${client}/aritems/a1`;

describe('GET /clients/{clientno}/aritems/{aritemid}', () => {
  it('answers with what it was asked for', async () => {
    const answer = await call(`GET ${path}`, { authorization });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({
      arItemId: 0,
      clientNo: 0,
      accountNo: 0,
      customerNo: 'example',
      createdDateTime: '2025-01-15T10:30:00Z',
    });
  });

  it('answers 401 to a caller without credentials', async () => {
    const answer = await call(`GET ${path}`);
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(
      amiliFailure('UNAUTHORIZED', 'A valid access token is required', { clientNo: client }),
    );
  });

  it('answers 403 to another tenant', async () => {
    const answer = await call(`GET ${path}`, { authorization: await amiliAuthorization([newAmiliClient()]) });
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(
      amiliFailure('FORBIDDEN', `The token may not act for client ${client}`, { clientNo: client }),
    );
  });
});
