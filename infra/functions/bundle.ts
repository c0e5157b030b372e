import { rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { functionNames } from '../../functions/operations.ts';
import { routes } from '../../functions/service/unrouted/routes.ts';
import { workers } from '../../functions/workers.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/**
 * The SDK loads these only when the environment holds no credentials, and Lambda's always does; event streams only for
 * operations that stream. What stands behind a dynamic import cannot be pruned: with them a bundle is more than half as
 * large again.
 */
const NEVER_LOADED = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-login',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@aws-sdk/nested-clients',
  '@aws-sdk/token-providers',
  '@smithy/core/event-streams',
  '@smithy/credential-provider-imds',
];

/**
 * How every function is bundled. `npm run bench` measures what each choice buys.
 *
 * CommonJS, and `require` even for what the SDK imports dynamically: an ES module that imports `node:http` runs each of
 * its getters, and one of them loads all of undici, which costs more than the rest of a function's start.
 * No source maps: Node reads them only where a flag asks, and then at every start.
 */
export const bundleOptions = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  target: 'node24',
  // The SDK's ES modules: its CommonJS ones cannot be pruned.
  mainFields: ['module', 'main'],
  supported: { 'dynamic-import': false },
  external: NEVER_LOADED,
  minify: true,
  logLevel: 'warning',
} satisfies BuildOptions;

export interface Bundles {
  /** Holds `<dialect>/<resource>/<verb>-<noun>/index.cjs` for each function. */
  readonly directory: string;
  readonly metafile: Metafile;
}

/** Every function. */
const ALL = [...functionNames, ...workers.map(({ name }) => name)];

/**
 * Bundles functions with one call of esbuild: a call for each takes some three times as long.
 * @param plugins more of them, for a variant of the functions
 */
export async function bundleFunctions(
  directory: string,
  names: readonly string[] = ALL,
  plugins: readonly Plugin[] = [],
): Promise<Bundles> {
  await rm(directory, { recursive: true, force: true });
  const { metafile } = await build({
    ...bundleOptions,
    absWorkingDir: ROOT,
    entryPoints: names.map((name) => ({ in: `handler-of:${name}`, out: `${name}/index` })),
    outdir: resolve(directory),
    plugins: [handlerAlone, routesAsText, ...plugins],
    metafile: true,
  });
  return { directory, metafile };
}

/** An entry that gives out `handler` and nothing else, so that the rest of its file (`documentation`) is pruned. */
const handlerAlone: Plugin = {
  name: 'handler-alone',
  setup(esbuild) {
    const namespace = 'handler-of';
    esbuild.onResolve({ filter: /^handler-of:/ }, ({ path }) => ({ path: path.slice(11), namespace }));
    esbuild.onLoad({ filter: /.*/, namespace }, ({ path }) => ({
      contents: `export { handler } from './functions/${path}.ts';`,
      resolveDir: ROOT,
    }));
  },
};

/** What lists the routes would bring every operation along: their texts are enough. */
const routesAsText: Plugin = {
  name: 'routes-as-text',
  setup(esbuild) {
    esbuild.onLoad({ filter: /\/functions\/service\/unrouted\/routes\.ts$/ }, () => ({
      contents: `export const routes = ${JSON.stringify(routes)};`,
      loader: 'ts',
    }));
  },
};
