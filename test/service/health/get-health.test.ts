import { afterEach, describe, expect, it } from 'vitest';
import packageJson from '../../../package.json' with { type: 'json' };
import { type Answer, call } from '../../support/http.ts';
import { loggedBy } from '../../support/log.ts';

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

  it('answers HEAD as GET, without the body and with its length', async () => {
    const answer = await call('HEAD /health');
    expect(answer.status).toBe(200);
    expect(answer.body).toBe('');
    const own = ({ headers }: Answer) =>
      ['content-type', 'content-length', 'cache-control'].map((name) => headers[name]);
    expect(own(answer)).toEqual(own(await call('GET /health')));
    expect(own(answer)[1]).toMatch(/^\d\d/);
  });

  it('answers 503 when the table does not, and says nothing of why', async () => {
    process.env.RECEIVABLES_TABLE = 'no-such-table';
    const { answer, lines } = await loggedBy(() => call('GET /health'));
    expect(answer.status).toBe(503);
    expect(answer.body).toEqual({ status: 'unavailable', version, stage, table: 'unavailable' });
    expect(lines.map(({ level, message }) => [level, message])).toEqual([
      ['ERROR', 'the receivables table does not answer'],
    ]);
  });
});
