import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { functionNames } from '../../functions/operations.ts';
import { bundleFunctions, bundleOptions } from '../../infra/functions/bundle.ts';

/** A function that is measured: its name, and its bundle. */
export interface Candidate {
  readonly name: string;
  readonly file: string;
}

export interface Candidates {
  /** The baseline, a bare handler: all ratios are ratios to it. */
  readonly raw: Candidate;
  /** The bare handler on our functions' client. */
  readonly rawOnOurClient: Candidate;
  /** Our functions, by the names of their operations. */
  readonly ours: readonly Candidate[];
  readonly peers: readonly Candidate[];
}

export const RAW_ON_OUR_CLIENT = 'raw on our client';

export const PEERS = {
  express: 'Express, reads then deletes',
  'event-handler': 'Powertools event handler',
  electrodb: 'middy with electrodb',
  untrimmed: 'middy, all of zod and the SDK',
} as const;

const ROOT = import.meta.dirname;

/** For the baseline: only what esbuild does by itself. */
const plain = { bundle: true, minify: true, platform: 'node', target: 'node24' } as const;

/**
 * Peers are bundled with all the tricks of our own bundles. The last one is without one, to show what the SDK costs
 * then.
 */
const optionsOf = (peer: string): BuildOptions =>
  peer === 'untrimmed' ? { ...bundleOptions, external: [] } : bundleOptions;

/**
 * Bundles all candidates into a directory, which should be outside of the project: no bundle may find a node_modules.
 * @param names of our functions; without it all that answer requests
 * @param plugins for a variant of all candidates alike
 */
export async function bundleCandidates(
  directory: string,
  names: readonly string[] = functionNames,
  plugins: Plugin[] = [],
): Promise<Candidates> {
  mkdirSync(directory, { recursive: true });
  const bundlePeer = async (peer: string, options: BuildOptions, name: string): Promise<Candidate> => {
    const file = join(directory, peer, 'index.cjs');
    const { outExtension: _, ...rest } = options;
    await build({ ...rest, entryPoints: [join(ROOT, 'peers', `${peer}.ts`)], outfile: file, plugins });
    return { name, file };
  };
  const raw = await bundlePeer('raw', plain, 'raw');
  const rawOnOurClient = await bundlePeer('raw-on-our-client', bundleOptions, RAW_ON_OUR_CLIENT);
  const peers = await Promise.all(
    Object.entries(PEERS).map(([peer, name]) => bundlePeer(peer, optionsOf(peer), name)),
  );
  const functions = join(directory, 'functions');
  await bundleFunctions(functions, names, plugins);
  const ours = names.map((name) => ({ name, file: join(functions, name, 'index.cjs') }));
  return { raw, rawOnOurClient, ours, peers };
}

/** Bytes of a candidate's bundle. */
export const sizeOf = ({ file }: Candidate): number => statSync(file).size;

/** The candidate of an operation. */
export function ourFunction({ ours }: Candidates, name: string): Candidate {
  const found = ours.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`there is no function ${name}`);
  return found;
}

/** Replaces the SDK's HTTP transport by a module that answers at once, as if DynamoDB had done everything. */
export const stubbedTransport: Plugin = {
  name: 'stubbed-transport',
  setup(esbuild) {
    const path = join(ROOT, 'stub-transport.ts');
    esbuild.onResolve({ filter: /^@smithy\/node-http-handler$/ }, () => ({ path }));
  },
};
