import { readFile } from 'node:fs/promises';
import { basename, extname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, type OutputFile } from 'esbuild';
import { ICON } from './icon.ts';

/** The files that browsers are given, by their paths: `/`, `/console/main-IRBWKFVH.js`. */
export type Pages = ReadonlyMap<string, PageFile>;

export interface PageFile {
  readonly type: string;
  readonly content: Uint8Array;
  /** Whether its name changes with what is in it, so that browsers may keep it for good. */
  readonly isImmutable: boolean;
}

const HERE = import.meta.dirname;

/** Builds the console at `/` and the reference at `/docs`. */
export async function buildPages(): Promise<Pages> {
  const [console, reference] = await Promise.all([bundle('console'), bundle('reference')]);
  return new Map([
    ...filesOf('/console', console),
    ...filesOf('/docs', reference),
    ['/docs/renderer.js', await renderer()],
    ['/', document('offboard', '/console', console)],
    ['/docs', document('offboard: reference', '/docs', reference, ['/docs/renderer.js'])],
  ]);
}

async function bundle(page: 'console' | 'reference'): Promise<readonly OutputFile[]> {
  const { outputFiles } = await build({
    entryPoints: [resolve(HERE, page, 'main.tsx')],
    outdir: resolve(HERE, page),
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    write: false,
  });
  return outputFiles;
}

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
};

const filesOf = (folder: string, files: readonly OutputFile[]): [path: string, file: PageFile][] =>
  files.map(({ path, contents }) => [
    `${folder}/${basename(path)}`,
    { type: TYPES[extname(path)] as string, content: contents, isImmutable: true },
  ]);

/** The renderer as its package brings it along, nothing of which is loaded from elsewhere. */
async function renderer(): Promise<PageFile> {
  // The package exports no path of it.
  const entry = import.meta.resolve('@scalar/api-reference');
  const file = fileURLToPath(new URL('browser/standalone.js', entry));
  return { type: TYPES['.js'] as string, content: await readFile(file), isImmutable: false };
}

/** The document that loads an entry point's script and style sheet. */
function document(
  title: string,
  folder: string,
  files: readonly OutputFile[],
  scripts: readonly string[] = [],
): PageFile {
  const named = (extension: string) => {
    const file = files.find(({ path }) => basename(path).startsWith('main-') && path.endsWith(extension));
    return file && `${folder}/${basename(file.path)}`;
  };
  const style = named('.css');
  const text = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="${ICON}">
${style ? `<link rel="stylesheet" href="${style}">` : ''}
</head>
<body>
<div id="root"></div>
<noscript>This page needs JavaScript.</noscript>
${scripts.map((script) => `<script src="${script}"></script>\n`).join('')}<script type="module" src="${named('.js')}"></script>
</body>
</html>
`;
  return { type: 'text/html; charset=utf-8', content: Buffer.from(text), isImmutable: false };
}
