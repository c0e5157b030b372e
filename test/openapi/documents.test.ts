import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type DialectName, operations } from '../../functions/operations.ts';
import { dialectNames, documentText, openApiDocument } from '../../infra/openapi/documents.ts';
import type { JsonSchema, OperationObject, ResponseObject } from '../../infra/openapi/openapi.ts';
import { documentOf, validateValue } from '../support/openapi.ts';

const JSON_TYPE = 'application/json';

describe.each(dialectNames)('functions/%s/openapi.json', (dialect) => {
  it('is what the operations generate', () => {
    const checkedIn = readFileSync(`functions/${dialect}/openapi.json`, 'utf8');
    expect(checkedIn, 'not current: run npm run openapi').toBe(documentText(openApiDocument(dialect)));
  });

  it('shows examples that its own schemas take', () => {
    const problems = examplesOf(dialect).flatMap(({ name, schema, example }) =>
      validateValue(schema, example).map((problem) => `${name}: ${problem}`),
    );
    expect(problems).toEqual([]);
  });

  it('shows a request of every operation that takes a body or needs parameters', () => {
    const shown = new Set(examplesOf(dialect).map(({ name }) => name));
    for (const { operationId, parameters = [], requestBody } of operationsOf(dialect)) {
      const needed = parameters.filter(({ required }) => required).map(({ name }) => name);
      for (const part of [...needed, ...(requestBody ? ['body'] : [])])
        expect(shown).toContain(`${dialect} ${operationId} ${part}`);
    }
  });

  it('shows an answer of every operation that answers with JSON', () => {
    for (const { operationId, responses } of operationsOf(dialect)) {
      const successes = Object.entries(responses).filter(([status]) => status.startsWith('2'));
      const json = successes.flatMap(
        ([, response]) => (response as ResponseObject).content?.[JSON_TYPE] ?? [],
      );
      const isShown = json.some(({ example }) => example !== undefined);
      // With a 204 beside it, JSON is the rarer answer.
      expect([operationId, isShown]).toEqual([operationId, json.length > 0 && !responses[204]]);
    }
  });

  it('describes every field that a client may write', () => {
    for (const { operationId, requestBody } of operationsOf(dialect)) {
      const mute = Object.values(requestBody?.content ?? {}).flatMap(({ schema }) => muteFields(schema));
      expect([operationId, mute]).toEqual([operationId, []]);
    }
  });

  it('describes every parameter, and every tag that an operation has', () => {
    const { tags } = documentOf(dialect);
    for (const { operationId, parameters = [], tags: own } of operationsOf(dialect)) {
      const mute = parameters.filter(({ description }) => !description).map(({ name }) => name);
      expect([operationId, mute]).toEqual([operationId, []]);
      expect(tags.map(({ name }) => name)).toEqual(expect.arrayContaining([...own]));
    }
    const used = new Set(operationsOf(dialect).flatMap(({ tags }) => tags));
    expect(tags.map(({ name }) => name).sort()).toEqual([...used].sort());
  });
});

/** The fields of a schema that say nothing of themselves, with those that they are in. */
function muteFields({ properties = {}, ...others }: JsonSchema, within: readonly string[] = []): string[] {
  const inner = [others.items, ...[others.anyOf, others.oneOf, others.allOf].flat()];
  return [
    ...Object.entries(properties).flatMap(([name, schema]) => [
      ...(schema.description ? [] : [[...within, name].join('.')]),
      ...muteFields(schema, [...within, name]),
    ]),
    ...inner.flatMap((schema) => (schema ? muteFields(schema as JsonSchema, within) : [])),
  ];
}

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

interface Example {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly example: unknown;
}

/** Every example of a dialect's document, of requests and of answers, with its schema. */
const examplesOf = (dialect: DialectName): Example[] =>
  operationsOf(dialect).flatMap(({ operationId, parameters = [], requestBody, responses }) => {
    const name = (part: string) => `${dialect} ${operationId} ${part}`;
    const media = [
      ...Object.values(requestBody?.content ?? {}).map((content) => ({ name: name('body'), ...content })),
      ...Object.entries(responses).flatMap(([status, response]) =>
        Object.values((response as ResponseObject).content ?? {}).map((content) => ({
          name: name(status),
          ...content,
        })),
      ),
      ...parameters.map((parameter) => ({ ...parameter, name: name(parameter.name) })),
    ];
    return media.filter((one): one is typeof one & Example => one.example !== undefined);
  });

const operationsOf = (dialect: DialectName): OperationObject[] =>
  Object.values(documentOf(dialect).paths).flatMap((item) => Object.values(item) as OperationObject[]);
