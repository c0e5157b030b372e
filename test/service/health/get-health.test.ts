import { afterEach, describe, expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { call } from '../../support/http.ts';

const { RECEIVABLES_TABLE, STAGE: stage } = process.env;
const version = packageJson.version;

afterEach(() => {
  process.env.RECEIVABLES_TABLE = RECEIVABLES_TABLE;
});

describe('GET /health', () => {
  it('says which version serves which stage, and that the table answers', async () => {
    const answer = await call('GET /health');
    expect(answer.status).toBe(200);
    expect(answer.body).toEqual({ status: 'ok', version, stage, table: 'ok' });
  });

  it('answers 503 when the table does not, and says nothing of why', async () => {
    process.env.RECEIVABLES_TABLE = 'no-such-table';
    const answer = await call('GET /health');
    expect(answer.status).toBe(503);
    expect(answer.body).toEqual({ status: 'unavailable', version, stage, table: 'unavailable' });
  });
});
