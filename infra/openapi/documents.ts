import * as amili from '../../functions/amili/dialect/api.ts';
import * as beel from '../../functions/beel/dialect/api.ts';
import * as beelFlat from '../../functions/beel-flat/dialect/api.ts';
import * as enkash from '../../functions/enkash/dialect/api.ts';
import { type DialectName, dialects, type OperationModule } from '../../functions/operations.ts';
import * as operator from '../../functions/operator/dialect/api.ts';
import * as service from '../../functions/service/dialect/api.ts';
import packageJson from '../../package.json' with { type: 'json' };
import type { ApiDocumentation } from '../../shared/http/api-documentation.ts';
import { answerExample, answersOf, type RecordedAnswers } from './answer-example.ts';
import { describeFields } from './describe-fields.ts';
import type { Method, OpenApiDocument, PathItem } from './openapi.ts';
import { operationObject } from './operation-object.ts';
import { requestExample } from './request-example.ts';
import { shareParameters } from './share-parameters.ts';
import { shareResponses } from './share-responses.ts';
import { shareSchemas } from './share-schemas.ts';

export const apis = {
  enkash: enkash.api,
  amili: amili.api,
  beel: beel.api,
  'beel-flat': beelFlat.api,
  operator: operator.api,
  service: service.api,
} as Record<DialectName, ApiDocumentation>;

export const dialectNames = Object.keys(apis) as DialectName[];

/**
 * The dialect's OpenAPI document, made from the table of operations.
 * @param samples what stands in its examples for the placeholders of the event fixtures
 */
export function openApiDocument(
  dialect: DialectName,
  samples: ApiDocumentation['samples'] = apis[dialect].samples,
): OpenApiDocument {
  return describe({ ...apis[dialect], samples }, dialects[dialect], answersOf(dialect));
}

/** A document as it is checked in. */
export const documentText = (document: object): string => `${JSON.stringify(document, null, 2)}\n`;

function describe(
  api: ApiDocumentation,
  modules: readonly OperationModule[],
  answers: RecordedAnswers,
): OpenApiDocument {
  const objects = modules.map((module) =>
    operationObject(module, api, (operation) => ({
      request: requestExample(operation, api.samples),
      answer: answerExample(answers, operation, api.samples),
    })),
  );
  const { parts, schemas } = shareSchemas(objects, api.schemas);
  const { operations, responses } = shareResponses(parts);
  const described = describeFields({ operations, responses, schemas }, api.fields);
  const shared = shareParameters(described.operations);
  const { title, description, securitySchemes, tags } = api;
  return {
    openapi: '3.1.1',
    info: { title, version: packageJson.version, description },
    servers: [{ url: '/', description: 'The address of the stage' }],
    tags: Object.entries(tags).map(([name, description]) => ({ name, description })),
    paths: pathsOf(modules, shared.operations),
    components: {
      schemas: described.schemas,
      ...(Object.keys(shared.parameters).length > 0 && { parameters: shared.parameters }),
      responses: described.responses,
      securitySchemes,
    },
  };
}

/** Paths and their methods, in the order of the table. */
function pathsOf(modules: readonly OperationModule[], objects: readonly PathItem[Method][]) {
  const paths: Record<string, PathItem> = {};
  for (const [index, { operation }] of modules.entries()) {
    const [method, path] = operation.route.split(' ') as [string, string];
    paths[path] = { ...paths[path], [method.toLowerCase() as Method]: objects[index] };
  }
  return paths;
}
