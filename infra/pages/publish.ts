import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PublishedFile } from '../../functions/workers/publish-pages.ts';
import packageJson from '../../package.json' with { type: 'json' };
import type { Stage } from '../stages.ts';
import type { PageFile, Pages } from './build.ts';
import { cacheControlOf } from './cache-control.ts';
import type { PagesConfig } from './config.ts';

/** What CloudFront answers a request for `/` with: S3 has no object without a name. */
export const ROOT_KEY = 'console/index.html';

/** The files of a stage as objects of a bucket, in the order of their keys. */
export function publishedFiles(pages: Pages, stage: Stage): readonly PublishedFile[] {
  const config = Buffer.from(JSON.stringify(configOf(stage)));
  return [
    ...[...pages].flatMap(([path, file]) => keysOf(path).map((key) => published(key, file))),
    published('console/config.json', { type: 'application/json', content: config, isImmutable: false }),
  ].sort((a, b) => (a.key < b.key ? -1 : 1));
}

/** Puts them beside the code of the function that publishes them. */
export async function writePublished(directory: string, files: readonly PublishedFile[]): Promise<void> {
  await mkdir(directory, { recursive: true });
  await writeFile(join(directory, 'pages.json'), JSON.stringify(files));
}

const configOf = ({ name }: Stage): PagesConfig => ({
  stage: name,
  version: packageJson.version,
  sandbox: false,
});

/** A path that is a folder's too, `/docs`, is found with and without a slash at its end. */
function keysOf(path: string): readonly string[] {
  const key = path.slice(1);
  if (key === '') return [ROOT_KEY];
  return key.includes('/') ? [key] : [key, `${key}/`];
}

const published = (key: string, { type, content, isImmutable }: PageFile): PublishedFile => ({
  ...{ key, type, isImmutable },
  cacheControl: cacheControlOf({ isImmutable }),
  content: Buffer.from(content).toString('base64'),
});
