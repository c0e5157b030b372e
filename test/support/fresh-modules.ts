import { afterAll, vi } from 'vitest';

/**
 * Test files share the processes they run in, which saves each a start of Node and a load of the AWS SDK. None shall see
 * what another has left: our modules are evaluated anew, and the environment is put back. Vitest itself ends the spies and
 * mocks of a file with it.
 */
vi.resetModules();
const environment = { ...process.env };

// What is registered first is run last: the test file's own hooks are done by then.
afterAll(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
  vi.unstubAllGlobals();
  for (const name of Object.keys(process.env)) if (!(name in environment)) delete process.env[name];
  Object.assign(process.env, environment);
});
