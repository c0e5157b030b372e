import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { type DialectName, operations } from '../../functions/operations.ts';
import { openApiDocument } from '../../infra/openapi/documents.ts';
import type {
  JsonSchema,
  Method,
  OpenApiDocument,
  OperationObject,
  ResponseObject,
} from '../../infra/openapi/openapi.ts';
import type { Answer } from './answer.ts';

/** What was made of the code, and what ajv has compiled. */
interface Made {
  readonly ajv: Ajv2020;
  readonly documents: Map<DialectName, OpenApiDocument>;
  readonly validators: Map<JsonSchema, ValidateFunction>;
}

/**
 * Made once for a process, not for each of the files that share it: a document and its validators take 0.2 s. While files
 * are watched the code changes, and each has its own.
 */
const shared = (process.env.VITEST_MODE === 'WATCH' ? {} : globalThis) as { offboardMade?: Made };
shared.offboardMade ??= {
  ajv: addFormats.default(new Ajv2020({ allErrors: true, allowUnionTypes: true })) as Ajv2020,
  documents: new Map(),
  validators: new Map(),
};
const { ajv, documents, validators } = shared.offboardMade;

/** In what an answer differs from its operation's OpenAPI document: in nothing, when it is as documented. */
export function validateAnswer(operationName: string, { status, headers, body }: Answer): string[] {
  const response = documentedResponse(operationName, status);
  if (!response) return [`status ${status} is not documented; the body is ${JSON.stringify(body)}`];
  const missing = Object.keys(response.headers ?? {}).filter((name) => !(name.toLowerCase() in headers));
  const problems = missing.map((name) => `the documented header ${name} is missing`);
  if (!response.content) {
    return body === '' ? problems : [...problems, `no body is documented; it is ${JSON.stringify(body)}`];
  }
  const contentType = headers['content-type'] ?? 'none';
  const media = response.content[contentType];
  if (!media) return [...problems, `content type ${contentType} is not documented`];
  return [...problems, ...validateValue(media.schema, body)];
}

/** In what a value differs from a schema of an OpenAPI document. */
export function validateValue(schema: JsonSchema, value: unknown): string[] {
  const validate = validators.get(schema) ?? ajv.compile(schema);
  validators.set(schema, validate);
  validate(value);
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `body${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}

/** The document of a dialect, made once, with what is referred to in the place of references. */
export function documentOf(dialect: DialectName): OpenApiDocument {
  const document = documents.get(dialect) ?? dereferenced(openApiDocument(dialect));
  documents.set(dialect, document);
  return document;
}

function dereferenced(document: OpenApiDocument): OpenApiDocument {
  const target = (reference: string): unknown =>
    reference
      .slice('#/'.length)
      .split('/')
      .reduce<unknown>((value, name) => (value as Record<string, unknown>)[name], document);
  const replaced = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replaced);
    if (typeof value !== 'object' || value === null) return value;
    const { $ref, ...others } = value as { $ref?: unknown };
    const members = Object.entries(others).map(([key, member]) => [key, replaced(member)]);
    const referred = typeof $ref === 'string' ? (replaced(target($ref)) as object) : {};
    return { ...referred, ...Object.fromEntries(members) };
  };
  return replaced(document) as OpenApiDocument;
}

/** What the document says of an operation. */
export function documentedOperation(operationName: string): OperationObject {
  const found = operations.find(({ operation }) => operation.name === operationName);
  if (!found) throw new Error(`there is no operation ${operationName}`);
  const [method, path] = found.operation.route.split(' ') as [string, string];
  const described = documentOf(dialectOf(operationName)).paths[path]?.[method.toLowerCase() as Method];
  if (!described) throw new Error(`${operationName} is not documented`);
  return described as OperationObject;
}

/** What the document says of one of its answers. */
const documentedResponse = (operationName: string, status: number): ResponseObject | undefined =>
  documentedOperation(operationName).responses[status] as ResponseObject | undefined;

const dialectOf = (operationName: string): DialectName => operationName.split('/')[0] as DialectName;
