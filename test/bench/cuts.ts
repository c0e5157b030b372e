import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';
import { bundleFunctions } from '../../infra/functions/bundle.ts';
import { type Candidate, stubbedTransport } from './bundles.ts';
import { OUR_DELETE } from './deletes.ts';

/** A choice that made functions smaller or faster, and how to build without it. */
interface Cut {
  readonly name: string;
  readonly undo: Plugin;
}

/** Builds with other options. */
const options = (others: BuildOptions): Plugin => ({
  name: 'other-options',
  setup: ({ initialOptions }) => void Object.assign(initialOptions, others),
});

/** Builds a module with some of its text replaced. @throws when the text is not there */
const edit = (module: RegExp, text: string, replacement: string): Plugin => ({
  name: 'edited-module',
  setup(esbuild) {
    esbuild.onLoad({ filter: module }, ({ path }) => {
      const contents = readFileSync(path, 'utf8');
      if (!contents.includes(text)) throw new Error(`${path} has no ${text}`);
      return { contents: contents.replace(text, replacement), loader: 'ts' };
    });
  },
});

const CLIENT = /shared\/dynamodb\/client\.ts$/;

const CUTS: readonly Cut[] = [
  { name: "the SDK's other credential providers left out", undo: options({ external: [] }) },
  { name: "the SDK's ES modules, pruned", undo: options({ mainFields: ['main', 'module'] }) },
  { name: 'minified', undo: options({ minify: false }) },
  {
    name: 'CommonJS',
    undo: options({
      format: 'esm',
      outExtension: { '.js': '.mjs' },
      supported: {},
      // Some of the bundled dependencies are CommonJS and require Node's own modules.
      banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
    }),
  },
  { name: 'zod/mini', undo: options({ alias: { 'zod/mini': 'zod' } }) },
  { name: 'verified tokens are kept', undo: edit(/access-tokens\.ts$/, 'kept.set(', 'void (') },
  {
    name: 'configuration that copies fast',
    undo: edit(CLIENT, 'toFastProperties(documentClient.config)', ''),
  },
  {
    name: "nothing prepared for the SDK's logger",
    undo: edit(CLIENT, "documentClient.middlewareStack.remove('loggerMiddleware')", ''),
  },
];

/** The function with every cut. */
export const WITH_ALL_CUTS = 'with all of them';

/** One function, bundled with all cuts, and without each. */
export async function bundleCuts(directory: string): Promise<{ plain: Candidate[]; stubbed: Candidate[] }> {
  const variants: readonly Cut[] = [{ name: WITH_ALL_CUTS, undo: options({}) }, ...CUTS];
  const bundleAll = (kind: string, plugins: readonly Plugin[]): Promise<Candidate[]> =>
    Promise.all(
      variants.map(async ({ name, undo }, index) => {
        const own = join(directory, kind, String(index));
        await bundleFunctions(own, [OUR_DELETE], [undo, ...plugins]);
        const file = join(own, OUR_DELETE, 'index');
        return { name, file: existsSync(`${file}.mjs`) ? `${file}.mjs` : `${file}.cjs` };
      }),
    );
  return { plain: await bundleAll('plain', []), stubbed: await bundleAll('stubbed', [stubbedTransport]) };
}
