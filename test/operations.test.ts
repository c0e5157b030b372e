import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { operations } from '../functions/operations.ts';

const names = operations.map(({ operation }) => operation.name);
const dialects = ['enkash', 'amili', 'beel', 'beel-flat', 'service'];
const OPERATION_FILE = /\/(create|get|delete|deactivate)-[a-z-]+\.ts$/;

describe('the table of operations', () => {
  it('holds every operation file, each under its own name', () => {
    const files = globSync(`functions/{${dialects}}/*/*.ts`).filter((file) => OPERATION_FILE.test(file));
    expect([...names].sort()).toEqual(
      files.map((file) => file.replace('functions/', '').replace('.ts', '')).sort(),
    );
  });

  it('has each route and each name once', () => {
    const routes = operations.map(({ operation }) => operation.route.replaceAll(/\{\w+\}/g, '{}'));
    expect(new Set(routes).size).toBe(operations.length);
    expect(new Set(names).size).toBe(operations.length);
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

  it.each(['enkash', 'amili', 'beel', 'service'])(
    'documents every operation of %s, and no other',
    (vendor) => {
      const document = JSON.parse(readFileSync(`functions/${vendor}/openapi.json`, 'utf8'));
      const documented = Object.entries(document.paths as Record<string, object>).flatMap(([path, methods]) =>
        Object.keys(methods)
          .filter((method) => method !== 'parameters')
          .map((method) => `${method.toUpperCase()} ${path}`),
      );
      const routes = operations
        .map(({ operation }) => operation)
        .filter(({ name }) => name.replace('beel-flat/', 'beel/').startsWith(`${vendor}/`))
        .map(({ route }) => route);
      expect(documented.sort()).toEqual([...routes].sort());
    },
  );

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
