import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type DialectName, operations } from '../../functions/operations.ts';
import { dialectNames, documentText } from '../../infra/openapi/documents.ts';
import type { OperationObject, ResponseObject } from '../../infra/openapi/openapi.ts';
import { documentOf, validateValue } from '../support/openapi.ts';

describe.each(dialectNames)('functions/%s/openapi.json', (dialect) => {
  it('is what the operations generate', () => {
    const checkedIn = readFileSync(`functions/${dialect}/openapi.json`, 'utf8');
    expect(checkedIn, 'not current: run npm run openapi').toBe(documentText(documentOf(dialect)));
  });

  it('shows examples that its own schemas take', () => {
    const problems = examplesOf(dialect).flatMap(({ name, schema, example }) =>
      validateValue(schema, example).map((problem) => `${name}: ${problem}`),
    );
    expect(problems).toEqual([]);
  });
});

describe('the documents', () => {
  it('describe every operation of the table, and no other', () => {
    const described = dialectNames.flatMap((dialect) =>
      Object.entries(documentOf(dialect).paths).flatMap(([path, item]) =>
        Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
      ),
    );
    expect(described.sort()).toEqual(operations.map(({ operation }) => operation.route).sort());
  });

  it('show the bodies that the vendors show', () => {
    const shown = dialectNames.flatMap((dialect) => examplesOf(dialect).map(({ name }) => name));
    expect(shown).toEqual(
      expect.arrayContaining(['amili deleteCustomer 200', 'beel-flat deactivateCustomersBulk 200']),
    );
  });
});

/** Every example of a dialect's document, with its schema. */
function examplesOf(dialect: DialectName) {
  const { paths, components } = documentOf(dialect);
  const operationObjects = Object.values(paths).flatMap((item) => Object.values(item) as OperationObject[]);
  const responses = operationObjects.flatMap(({ operationId, responses }) =>
    Object.entries(responses).map(
      ([status, response]) => [`${dialect} ${operationId} ${status}`, response] as const,
    ),
  );
  const inline = [...responses, ...Object.entries(components.responses)].filter(
    ([, response]) => !('$ref' in response),
  );
  return inline
    .flatMap(([name, response]) =>
      Object.values((response as ResponseObject).content ?? {}).map((media) => ({ name, ...media })),
    )
    .filter((media) => 'example' in media);
}
