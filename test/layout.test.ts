import { globSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const files = globSync('{functions,shared,infra,test}/**/*.{ts,mjs}').sort();
const texts = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]));
const textOf = (file: string): string => texts.get(file) as string;
const inRoom = (room: string): string[] => files.filter((file) => file.startsWith(room));

/** What a file imports for its values or only for its types: files of the project by their paths, packages by name. */
const imports = new Map(files.map((file) => [file, importsOf(file)]));

function importsOf(file: string): string[] {
  const found = textOf(file).matchAll(/\bfrom '([^']+)'|\bimport\('([^']+)'\)|^import '([^']+)'/gm);
  const names = [...found].map(([, from, dynamic, bare]) => (from ?? dynamic ?? bare) as string);
  return names.map((name) => (name.startsWith('.') ? join(dirname(file), name) : name));
}

/** `a → b` for each import of one of these files that is not allowed. */
const forbidden = (
  from: readonly string[],
  isAllowed: (file: string, imported: string) => boolean,
): string[] =>
  from.flatMap((file) =>
    (imports.get(file) as string[])
      .filter((imported) => !isAllowed(file, imported))
      .map((imported) => `${file} → ${imported}`),
  );

/** The code of a file, without its comments. */
const codeOf = (file: string): string => textOf(file).replaceAll(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, '');

const isTest = (file: string): boolean => file.endsWith('.test.ts');

describe('imports', () => {
  it('go in no circle', () => {
    const circles: string[] = [];
    const done = new Set<string>();
    const follow = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      if (done.has(file) || path.includes(file)) return;
      for (const imported of imports.get(file) ?? []) follow(imported, [...path, file]);
      done.add(file);
    };
    for (const file of files) follow(file, []);
    expect(circles).toEqual([]);
  });

  it.each([
    ['shared', ['functions', 'infra', 'test']],
    ['functions', ['infra', 'test']],
    ['infra', ['test']],
  ])('of %s lead to none of %j', (room, others) => {
    const leadsOut = (imported: string) => others.some((other) => imported.startsWith(`${other}/`));
    expect(forbidden(inRoom(`${room}/`), (_, imported) => !leadsOut(imported))).toEqual([]);
  });

  it('lead from no dialect to another, but from beel-flat to the beel that it is made of', () => {
    const dialectOf = (file: string) => /^functions\/([^/]+)\//.exec(file)?.[1];
    const isAllowed = (file: string, imported: string) => {
      const [from, to] = [dialectOf(file), dialectOf(imported)];
      if (from === undefined || to === undefined || from === to) return true;
      // A worker does for each vendor what its dialect says.
      if (from === 'workers') return true;
      // A path that no route takes is answered in the words of the dialect that it looks like.
      if (file.startsWith('functions/service/unrouted/')) return imported.split('/')[2] === 'dialect';
      return from === 'beel-flat' && to === 'beel';
    };
    expect(forbidden(inRoom('functions/'), isAllowed)).toEqual([]);
  });
});

describe('functions/', () => {
  it('holds no expression and no command of DynamoDB, but for the read that tells its health', () => {
    const GET_HEALTH = 'functions/service/health/get-health.ts';
    const isAllowed = (file: string, imported: string) =>
      file === GET_HEALTH || !/^@aws-sdk\/(lib|client|util)-dynamodb/.test(imported);
    expect(forbidden(inRoom('functions/'), isAllowed)).toEqual([]);
    expect(textOf(GET_HEALTH)).toContain("import { GetCommand } from '@aws-sdk/lib-dynamodb';");
    expect(inRoom('functions/').filter((file) => /\w*Expression\b/.test(codeOf(file)))).toEqual([]);
  });

  it('gives its tables a deadline, but for the one attempt that tells its health', () => {
    const endless = inRoom('functions/').filter((file) =>
      /\b(receivables|credentials)\(\)/.test(codeOf(file)),
    );
    expect(endless).toEqual(['functions/service/health/get-health.ts']);
  });
});

describe('the time', () => {
  const inFunctions = [...inRoom('functions/'), ...inRoom('shared/')].filter((file) => !isTest(file));
  const naming = (words: RegExp) => inFunctions.filter((file) => words.test(codeOf(file)));

  it('is read from one clock by functions/ and shared/', () => {
    const MACHINES =
      /\bnew Date\b(?!\([^)])|\bDate\.now\b|(?<!new )\bDate\(|\bTemporal\.Now\b|\btimeOrigin\b/;
    expect(naming(MACHINES)).toEqual(['shared/clock.ts']);
  });

  it('is told to what would read it by itself', () => {
    const verifying = ['shared/auth/verify-outside-token.ts', 'shared/auth/verify-own-token.ts'];
    expect(naming(/\bjwtVerify\(/)).toEqual(verifying);
    expect(naming(/\bcurrentDate: now\(\)/)).toEqual(verifying);
  });
});

describe('the state of modules', () => {
  it('is little: test files of one process share them (see support/fresh-modules.ts)', () => {
    const VARIABLE =
      /^(?:export )?(?:let (\w+)|const (\w+) = new (?:Map|Set|WeakMap|WeakSet|AsyncLocalStorage)\b.*\(\);$)/gm;
    const found = [...inRoom('functions/'), ...inRoom('shared/'), ...inRoom('infra/')]
      .filter((file) => !isTest(file) && !file.startsWith('infra/pages/console/'))
      .flatMap((file) =>
        [...codeOf(file).matchAll(VARIABLE)].map(([, variable, holder]) => `${file}: ${variable ?? holder}`),
      );
    // Each is the same for all files, kept by what it belongs to, or set by files that have modules of their own.
    expect(found).toEqual([
      'functions/beel/customers/countries.ts: known',
      'shared/auth/access-tokens.ts: verified',
      'shared/auth/verify-outside-token.ts: keySets',
      'shared/auth/verify-own-token.ts: publicKey',
      'shared/clock.ts: ahead',
      'shared/log.ts: write',
      'shared/log.ts: doubted',
      'shared/receivables/tenants/register.ts: known',
      'infra/local/sandbox/recording.ts: current',
    ]);
  });
});

/** What of OpenAPI's words a vendor's document has: the names of its fields, and the texts that they may be. */
function wordsOf(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  const { properties, enum: values, const: value } = part as Record<string, unknown>;
  const fields = properties instanceof Object ? Object.keys(properties) : [];
  const own = [...fields, ...(Array.isArray(values) ? values : []), value];
  return [
    ...own.filter((word) => typeof word === 'string'),
    ...Object.values(part).flatMap((inner) => wordsOf(inner)),
  ];
}

describe('shared/', () => {
  const shared = inRoom('shared/').filter((file) => !isTest(file));
  const used = shared.flatMap((file) =>
    [...new Set(codeOf(file).match(/[\w-]+/g))].map((word) => ({ word, file })),
  );
  const told = (isTheirs: (word: string) => boolean) =>
    used.filter(({ word }) => isTheirs(word)).map(({ word, file }) => `${file}: ${word}`);

  it('names no vendor', () => {
    expect(told((word) => /enkash|amili|beel/i.test(word))).toEqual([]);
  });

  it('knows no field and no status or code of a vendor', () => {
    // That of the operator is our own: it says of HTTP and of customers what shared/ says too.
    const words = globSync('functions/!(operator)/openapi.json').flatMap((file) =>
      wordsOf(JSON.parse(readFileSync(file, 'utf8'))),
    );
    // Of one plain word, such as name, nobody can say whose it is.
    const theirs = new Set(words.filter((word) => /[a-z][A-Z]|_|^[A-Z]{4,}$/.test(word)));
    expect(theirs).toContain('customerKeyContacts');
    expect(theirs).toContain('HAS_ATTACHMENTS');
    expect(told((word) => theirs.has(word) && !NOT_ONLY_THEIRS.has(word))).toEqual([]);
  });
});

/** Words of a vendor that are ours, or everybody's, as well. */
const NOT_ONLY_THEIRS = new Set([
  // What lists ask for first.
  'ACTIVE',
  'INACTIVE',
  'DELETED',
  // HTTP's
  'contentType',
  // Of a credential.
  'validUntil',
  'rejectedValue',
  'requestId',
  // Whom something refers to.
  'customerId',
  // CloudFormation's.
  'FAILED',
  // HTTP's own.
  'POST',
  // RFC 6749
  'error_description',
  'invalid_client',
  'invalid_grant',
  'invalid_request',
  'server_error',
  'unsupported_grant_type',
]);

describe('the files of a dialect', () => {
  const dialects = globSync('functions/*/operations.ts').map((file) => basename(dirname(file)));
  const ofResources = files.filter((file) => {
    const [, dialect, resource, name] = file.split('/') as [string, string?, string?, string?];
    return (
      file.startsWith('functions/') && dialects.includes(dialect ?? '') && resource !== 'dialect' && name
    );
  });
  const nameOf = (file: string) => basename(file, '.ts');
  const verbOf = (file: string) => nameOf(file).split('-', 1)[0] as string;
  const isOperation = (file: string) => /^export const operation\b/m.test(textOf(file));

  it('are an operation, <verb>-<noun>, or a noun, never both', () => {
    const operations = ofResources.filter(isOperation);
    const verbs = new Set(operations.map(verbOf));
    expect(verbs).toContain('create');
    expect(operations.filter((file) => !/^[a-z]+(-[a-z]+)+$/.test(nameOf(file)))).toEqual([]);
    const others = ofResources.filter((file) => !isOperation(file) && !isTest(file));
    expect(others.filter((file) => verbs.has(verbOf(file)))).toEqual([]);
  });

  it.each([
    ['request', 'requested', 'Requested'],
    ['response', 'answered', 'Answered'],
  ])('export in each -%s the schema %s and its type %s', (kind, schema, type) => {
    const ofKind = ofResources.filter((file) => file.endsWith(`-${kind}.ts`));
    expect(ofKind).not.toEqual([]);
    const exportsBoth = (file: string) =>
      new RegExp(`^export const ${schema}\\b`, 'm').test(textOf(file)) &&
      new RegExp(`^export type ${type}\\b`, 'm').test(textOf(file));
    expect(ofKind.filter((file) => !exportsBoth(file))).toEqual([]);
  });

  it('are called alike in every dialect/', () => {
    const missing = (names: readonly string[], wanted: readonly string[]) =>
      wanted.flatMap((dialect) =>
        names
          .map((name) => `functions/${dialect}/dialect/${name}.ts`)
          .filter((file) => !files.includes(file)),
      );
    expect(missing(['api', 'dialect', 'envelope'], dialects)).toEqual([]);
    // What beel-flat has of these it has from beel, and service has no callers.
    const vendors = dialects.filter((dialect) => dialect !== 'beel-flat' && dialect !== 'service');
    expect(missing(['api-fields', 'caller', 'errors', 'fields', 'identifiers'], vendors)).toEqual([]);
    const known = [...ALIKE, ...OF_ONE_DIALECT];
    const inDialect = files.filter((file) => /^functions\/[^/]+\/dialect\//.test(file) && !isTest(file));
    expect(inDialect.filter((file) => !known.includes(nameOf(file)))).toEqual([]);
  });
});

const ALIKE = [
  'api',
  'api-fields',
  'caller',
  'dialect',
  'envelope',
  'errors',
  'fields',
  'identifiers',
  'paging',
];
/** BeeL alone has API keys and lets clients repeat a request by a key of theirs. */
const OF_ONE_DIALECT = [
  'api-keys',
  'bulk',
  'bulk-response',
  'csv-columns',
  'csv-file',
  'csv-form',
  'csv-row',
  'expand',
  'idempotency',
  'issue-words',
  'keyed-change',
  'language',
  'say',
  'search-fields',
  'size',
  'successor',
  'tokens',
  'upload',
  'words',
];
