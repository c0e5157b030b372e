import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { afterAll, expect, vi } from 'vitest';

/**
 * Test files share the processes they run in, which saves each a start of Node and a load of the AWS SDK. None shall see
 * what another has left: what is under `test/` is evaluated anew for each, and the environment is put back. Vitest itself
 * ends the spies and mocks of a file with it.
 *
 * `shared/`, `functions/` and `infra/` are kept from file to file: all operations with their schemas take 0.25 s each time.
 * `test/layout.test.ts` lists what state they have. A file that changes them gets modules of its own, which end with it.
 */
const CHANGES = [
  // They are to meet a mock in the place of what they import, or are evaluated anew.
  /\bvi\.(mock|doMock|resetModules)\(/,
  // A client takes its endpoint for good: these files have another one than what all others share.
  /\b(startStack|startEngineWithStreams|runHere)\(|AWS_ENDPOINT_URL(?!\w* as)/,
];

const TESTS = resolve(import.meta.dirname, '..');

/** Whether a file, or what it imports of `test/`, changes modules. */
function changesModules(path: string, seen = new Set<string>()): boolean {
  if (seen.has(path)) return false;
  seen.add(path);
  const text = readFileSync(path, 'utf8');
  if (CHANGES.some((change) => change.test(text))) return true;
  const imported = [...text.matchAll(/ from '(\.[^']+\.ts)'/g)].map(([, name]) =>
    resolve(dirname(path), name as string),
  );
  return imported.some((each) => each.startsWith(TESTS) && changesModules(each, seen));
}

/** What vitest knows of each module that this process has evaluated: its own `resetModules` resets all or none. */
interface EvaluatedModule {
  promise: unknown;
  exports: unknown;
  evaluated: boolean;
  readonly importers: Set<string>;
}

const inProcess = globalThis as typeof globalThis & {
  readonly __vitest_worker__: {
    readonly evaluatedModules: { readonly idToModuleMap: ReadonlyMap<string, EvaluatedModule> };
  };
  offboardModulesChanged?: boolean;
};

const { testPath } = expect.getState();
const isChanged = !testPath || changesModules(testPath);
// While files are watched the code changes, too.
if (isChanged || inProcess.offboardModulesChanged || process.env.VITEST_MODE === 'WATCH') vi.resetModules();
else {
  for (const [id, module] of inProcess.__vitest_worker__.evaluatedModules.idToModuleMap) {
    if (!id.startsWith(TESTS)) continue;
    Object.assign(module, { promise: undefined, exports: undefined, evaluated: false });
    module.importers.clear();
  }
}
inProcess.offboardModulesChanged = isChanged;

const environment = { ...process.env };

// What is registered first is run last: the test file's own hooks are done by then.
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
});
