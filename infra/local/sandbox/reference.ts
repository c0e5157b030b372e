import type { DialectName } from '../../../functions/operations.ts';
import { dialectNames, openApiDocument } from '../../openapi/documents.ts';
import type { OpenApiDocument } from '../../openapi/openapi.ts';
import { authorizationsOf } from '../authorizations.ts';
import { placeholdersOf, type Seeds } from '../seeds.ts';
import { Refused, type SandboxRoute } from './answer.ts';
import type { Authorizations } from './shapes.ts';

/** What lets the reference be tried at once. */
export const referenceRoutes = (seeds: () => Promise<Seeds>): readonly SandboxRoute[] => [
  {
    route: 'GET /sandbox/openapi/{dialect}',
    answer: async ({ path }) => triableDocument(dialectNamed(path.dialect as string), await seeds()),
  },
  { route: 'GET /sandbox/authorizations', answer: async () => authorizations(await seeds()) },
];

/** A dialect's document whose requests name what the samples have. */
const triableDocument = (dialect: DialectName, seeds: Seeds): OpenApiDocument =>
  openApiDocument(dialect, placeholdersOf(seeds, dialect));

function dialectNamed(name: string): DialectName {
  const dialect = dialectNames.find((known) => known === name);
  if (!dialect) throw new Refused(404, `dialect: there is no ${name}, only ${dialectNames.join(', ')}`);
  return dialect;
}

async function authorizations(seeds: Seeds): Promise<Authorizations> {
  const ofDialects = dialectNames.map(async (name) => [name, await authorizationsOf(name, seeds)] as const);
  return Object.fromEntries(await Promise.all(ofDialects));
}
