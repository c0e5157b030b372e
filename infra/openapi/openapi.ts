import type { OpenAPIV3_1 } from 'openapi-types';
import type { SecurityRequirement } from '../../shared/http/api-documentation.ts';
import type { Documentation } from '../../shared/http/documentation.ts';

/** JSON Schema 2020-12: the package's type knows not all of its keywords. */
export interface JsonSchema {
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly [keyword: string]: unknown;
}

export type Reference = OpenAPIV3_1.ReferenceObject;

/** By media type. */
export type Content = Readonly<Record<string, { readonly schema: JsonSchema; readonly example?: unknown }>>;

export interface ParameterObject extends Omit<OpenAPIV3_1.ParameterObject, 'schema'> {
  readonly schema: JsonSchema;
}

export interface HeaderObject extends Omit<OpenAPIV3_1.HeaderObject, 'schema'> {
  readonly schema: JsonSchema;
}

export interface ResponseObject {
  readonly description: string;
  readonly headers?: Readonly<Record<string, HeaderObject>>;
  readonly content?: Content;
}

export interface OperationObject<Response = ResponseObject | Reference, Parameter = ParameterObject> {
  readonly operationId: string;
  readonly tags: readonly string[];
  readonly summary: string;
  readonly description?: string;
  readonly deprecated?: boolean;
  /** Ours: what a client's author can rely on. */
  readonly 'x-source': Documentation['source'];
  readonly security: readonly SecurityRequirement[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required: boolean; readonly content: Content };
  /** By status. */
  readonly responses: Readonly<Record<string, Response>>;
}

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

export type PathItem = {
  readonly [method in Method]?: OperationObject<ResponseObject | Reference, ParameterObject | Reference>;
};

export interface OpenApiDocument extends Pick<OpenAPIV3_1.Document, 'openapi' | 'info'> {
  readonly servers: readonly OpenAPIV3_1.ServerObject[];
  readonly tags: readonly OpenAPIV3_1.TagObject[];
  readonly paths: Readonly<Record<string, PathItem>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, JsonSchema>>;
    readonly parameters?: Readonly<Record<string, ParameterObject>>;
    readonly responses: Readonly<Record<string, ResponseObject>>;
    readonly securitySchemes: Readonly<Record<string, OpenAPIV3_1.SecuritySchemeObject>>;
  };
}
