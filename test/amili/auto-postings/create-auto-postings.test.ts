import { describe, expect, it } from 'vitest';
import { amiliAuthorization, newAmiliClient } from '../../support/credentials.ts';
import { amiliFailure } from '../../support/envelopes.ts';
import { call } from '../../support/http.ts';

const client = newAmiliClient();
const authorization = await amiliAuthorization([client]);
const path = `/clients/${client}/autopostings/a1`;
const json = { name: 'Example' };

describe('POST /clients/{clientno}/autopostings/{autopostingmethod}', () => {
  it('answers with what it was asked for', async () => {
    const answer = await call(`POST ${path}`, { authorization, json });
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ clientno: client, autopostingmethod: 'a1', name: 'Example' });
  });

  it('answers 401 to a caller without credentials', async () => {
    const answer = await call(`POST ${path}`, { json });
    expect(answer.status).toBe(401);
    expect(answer.body).toEqual(
      amiliFailure('UNAUTHORIZED', 'A valid access token is required', { clientNo: client }),
    );
  });

  it('answers 403 to another tenant', async () => {
    const answer = await call(`POST ${path}`, {
      authorization: await amiliAuthorization([newAmiliClient()]),
      json,
    });
    expect(answer.status).toBe(403);
    expect(answer.body).toEqual(
      amiliFailure('FORBIDDEN', `The token may not act for client ${client}`, { clientNo: client }),
    );
  });
});
