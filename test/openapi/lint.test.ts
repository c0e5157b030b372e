import { lint, loadConfig } from '@redocly/openapi-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { dialectNames } from '../../infra/openapi/documents.ts';

let config: Awaited<ReturnType<typeof loadConfig>>;

beforeAll(async () => {
  config = await loadConfig({ configPath: 'infra/openapi/redocly.yaml' });
});

describe('the linter', () => {
  it.each(dialectNames)('has nothing to say about functions/%s/openapi.json', async (dialect) => {
    const ref = `functions/${dialect}/openapi.json`;
    const problems = await lint({ ref, config: config.forAlias(dialect) });
    const said = problems.map(({ severity, ruleId, message, location }) =>
      [severity, ruleId, location[0]?.pointer, message].join(' '),
    );
    expect(said).toEqual([]);
  });
});
