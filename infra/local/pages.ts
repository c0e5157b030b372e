import { readFile } from 'node:fs/promises';
import packageJson from '../../package.json' with { type: 'json' };
import type { HttpResponse } from '../../shared/http/dialect.ts';
import { dialectNames } from '../openapi/documents.ts';
import { buildPages, type PageFile, type Pages } from '../pages/build.ts';
import { cacheControlOf } from '../pages/cache-control.ts';
import type { PagesConfig } from '../pages/config.ts';
import { securityHeaders } from '../pages/security-headers.ts';

const CONFIG: PagesConfig = { stage: 'local', version: packageJson.version, sandbox: true };

/**
 * The pages of the local stack, and what they read: built when somebody first looks.
 * @returns what answers a GET of a path; undefined where it is no page
 */
export function localPages(): (path: string) => Promise<HttpResponse | undefined> {
  let pages: Promise<Pages> | undefined;
  return async (path) => {
    if (path === '/console/config.json') return jsonFile(JSON.stringify(CONFIG));
    const dialect = dialectNames.find((name) => path === `/openapi/${name}.json`);
    if (dialect) return jsonFile(await readFile(documentFile(dialect), 'utf8'));
    if (!/^\/(console\/.*|docs\/?.*)?$/.test(path)) return undefined;
    pages ??= buildPages();
    const file = (await pages).get(path) ?? (await pages).get(path.replace(/\/$/, ''));
    return file && fileAnswer(path, file);
  };
}

const documentFile = (dialect: string): URL =>
  new URL(`../../functions/${dialect}/openapi.json`, import.meta.url);

const jsonFile = (body: string): HttpResponse => ({
  statusCode: 200,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body,
});

const fileAnswer = (path: string, file: PageFile): HttpResponse => ({
  statusCode: 200,
  headers: { 'content-type': file.type, 'cache-control': cacheControlOf(file), ...securityHeaders(path) },
  body: Buffer.from(file.content).toString('base64'),
  isBase64Encoded: true,
});
