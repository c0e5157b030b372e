import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dialects, type OperationModule, operations } from '../functions/operations.ts';
import { functionName, logicalId } from '../infra/names.ts';

const names = operations.map(({ operation }) => operation.name);
const dialectNames = Object.keys(dialects) as (keyof typeof dialects)[];

/** Every file below functions/ that exports an operation, whatever it is called. */
async function operationFiles(): Promise<[file: string, module: OperationModule][]> {
  const files = globSync('functions/**/*.ts').sort();
  const modules = await Promise.all(
    files.map(async (file) => [file, await import(resolve(file))] as [string, OperationModule]),
  );
  return modules.filter(([, module]) => 'operation' in module);
}

describe('the table of operations', () => {
  it('holds every file that exports an operation, under the name of its file', async () => {
    const found = await operationFiles();
    expect(found.map(([file]) => file.slice('functions/'.length, -'.ts'.length))).toEqual([...names].sort());
    for (const [file, { operation, handler, documentation }] of found) {
      expect([file, operation.name]).toEqual([file, file.slice('functions/'.length, -'.ts'.length)]);
      expect([file, typeof handler, typeof documentation]).toEqual([file, 'function', 'function']);
    }
  });

  it.each(dialectNames)('has the operations of %s in its folder', (dialect) => {
    for (const { operation } of dialects[dialect])
      expect(operation.name).toMatch(new RegExp(`^${dialect}/[a-z-]+/[a-z]+-[a-z-]+$`));
  });

  it('has each route, each name and each operationId of a dialect once', () => {
    const routes = operations.map(({ operation }) => operation.route.replaceAll(/\{\w+\}/g, '{}'));
    expect(new Set(routes).size).toBe(operations.length);
    expect(new Set(names).size).toBe(operations.length);
    for (const dialect of dialectNames) {
      const ids = dialects[dialect].map(({ documentation }) => documentation().operationId);
      expect([dialect, new Set(ids).size]).toEqual([dialect, ids.length]);
    }
  });

  it('names functions apart although their resource folder is left out, in at most 64 characters', () => {
    const functions = names.map((name) => functionName('staging', name));
    expect(new Set(functions).size).toBe(names.length);
    expect(new Set(names.map(logicalId)).size).toBe(names.length);
    expect(functions.filter((name) => name.length > 64)).toEqual([]);
  });

  it.each(names)('%s has an event fixture for its route', (name) => {
    const { operation } = operations.find((module) => module.operation.name === name)!;
    const fixture = JSON.parse(readFileSync(`events/${name}.json`, 'utf8'));
    expect(fixture.version).toBe('2.0');
    expect(fixture.routeKey).toBe(operation.route);
    expect(fixture.requestContext.routeKey).toBe(operation.route);
  });

  it('has no fixture of an operation that is not in it', () => {
    const fixtures = globSync('events/**/*.json').map((file) =>
      file.slice('events/'.length, -'.json'.length),
    );
    expect(fixtures.sort()).toEqual([...names].sort());
  });

  it.each(names)('%s has a test of its own', (name) => {
    expect(globSync(`test/${name}{,.*}.test.ts`)).not.toEqual([]);
  });

  it.each(dialectNames)('documents every operation of %s, and no other', (dialect) => {
    const document = JSON.parse(readFileSync(`functions/${dialect}/openapi.json`, 'utf8'));
    const documented = Object.entries(document.paths as Record<string, object>).flatMap(([path, methods]) =>
      Object.keys(methods)
        .filter((method) => method !== 'parameters')
        .map((method) => `${method.toUpperCase()} ${path}`),
    );
    const routes = dialects[dialect].map(({ operation }) => operation.route);
    expect(documented.sort()).toEqual([...routes].sort());
  });

  it('puts no secret into a fixture', () => {
    for (const name of names) {
      const { headers } = JSON.parse(readFileSync(`events/${name}.json`, 'utf8'));
      expect([name, headers.authorization ?? '{{authorization}}']).toEqual([
        name,
        expect.stringMatching(/^\{\{(authorization|basic)\}\}$/),
      ]);
    }
  });
});
