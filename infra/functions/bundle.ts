import { readFile, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync } from 'node:zlib';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';
import { functionNames } from '../../functions/operations.ts';
import { routes } from '../../functions/service/unrouted/routes.ts';
import { workers } from '../../functions/workers.ts';

const ROOT = resolve(import.meta.dirname, '../..');

/**
 * Left out of bundles. The SDK loads the credential providers only where the environment has no credentials, and Lambda's
 * always has; event streams only for operations that stream. It does so by dynamic imports, which esbuild cannot prune:
 * with these a bundle would be more than half as large again.
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
    plugins: [handlerAlone, routesAsText, documentsPacked, streamsWhereNeeded, ...plugins],
    metafile: true,
  });
  return { directory, metafile };
}

/** Makes entries that export `handler` alone, so that the rest of an operation's file (`documentation`) is pruned. */
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

/** S3's client, which publishes pages, imports event streams at once: without them it could not even be loaded. */
const streamsWhereNeeded: Plugin = {
  name: 'streams-where-needed',
  setup(esbuild) {
    esbuild.onResolve({ filter: /^@smithy\/core\/event-streams$/ }, ({ path, kind }) =>
      kind === 'dynamic-import' ? undefined : { path: fileURLToPath(import.meta.resolve(path)) },
    );
  },
};

/** Puts the routes into the bundle as text. The module that lists them would bring every operation along. */
const routesAsText: Plugin = {
  name: 'routes-as-text',
  setup(esbuild) {
    esbuild.onLoad({ filter: /\/functions\/service\/unrouted\/routes\.ts$/ }, () => ({
      contents: `export const routes = ${JSON.stringify(routes)};`,
      loader: 'ts',
    }));
  },
};

/** Packs the OpenAPI documents, which one function answers with: as code they would be a bundle of 900 kB. */
const documentsPacked: Plugin = {
  name: 'documents-packed',
  setup(esbuild) {
    esbuild.onLoad({ filter: /\/functions\/[^/]+\/openapi\.json$/ }, async ({ path }) => {
      const document = JSON.stringify(JSON.parse(await readFile(path, 'utf8')));
      const packed = brotliCompressSync(document).toString('base64');
      return {
        contents: `import { brotliDecompressSync } from 'node:zlib';
          export default JSON.parse(brotliDecompressSync(Buffer.from('${packed}', 'base64')));`,
        loader: 'js',
      };
    });
  },
};
