import { existsSync, globSync } from 'node:fs';
import {
  type DialectName,
  dialects,
  type OperationModule,
  operations,
} from '../../../functions/operations.ts';
import { functionName } from '../../names.ts';
import { StartupError } from '../../startup-error.ts';
import { TEXT } from './parameters.ts';
import type { Parameter, Speech } from './speech.ts';
import { speeches } from './speeches/speeches.ts';

/** A new operation, as its name and route say what it is. */
export interface Plan {
  readonly name: string;
  readonly dialect: DialectName;
  readonly speech: Speech;
  readonly resource: string;
  readonly verb: string;
  readonly noun: string;
  /** `<verb>-<noun>` in camel case: its function, its operationId and its row. */
  readonly camelName: string;
  readonly route: string;
  readonly method: Method;
  readonly path: string;
  /** The parameters of its path, in order. */
  readonly parameters: readonly (Parameter & { readonly name: string })[];
  readonly hasBody: boolean;
  /** Of its success. */
  readonly status: number;
  readonly files: { readonly operation: string; readonly event: string; readonly test: string };
}

/** The verbs that fit a method: a name must not promise a read that writes, nor the other way round. */
const VERBS = {
  GET: /^(get|list|download)$/,
  POST: /^(?!(get|list|download)$)/,
  PUT: /^(?!(get|list|download|create|delete)$)/,
  PATCH: /^(?!(get|list|download|create|delete)$)/,
  DELETE: /^(delete|deactivate|remove|cancel|revoke|detach)$/,
};

type Method = keyof typeof VERBS;

const NAME = /^([a-z-]+)\/([a-z]+(?:-[a-z]+)*)\/([a-z]+)-([a-z]+(?:-[a-z]+)*)$/;
const ROUTE = /^(GET|POST|PUT|PATCH|DELETE) ((?:\/(?:[\w.~-]+|\{\w+\}))+)$/;

/** Folders of a dialect that are no resource. */
const NO_RESOURCES = ['dialect', 'unrouted'];

/** Of a Lambda function's name. */
const MOST_CHARACTERS = 64;

/** The operation that a name and a route ask for. @throws StartupError when it cannot be made */
export function planOf(name: string, route: string): Plan {
  const [, folder = '', resource = '', verb = '', noun = ''] =
    NAME.exec(name) ?? refuse(`${name} is no <dialect>/<resource>/<verb>-<noun> in lower case`);
  if (!(folder in dialects)) refuse(`${folder} is no dialect: ${Object.keys(dialects).join(', ')}`);
  if (NO_RESOURCES.includes(resource)) refuse(`${resource} is no resource`);
  const dialect = folder as DialectName;
  const speech = speeches[dialect];
  const [, method, path] = ROUTE.exec(route) ?? refuse(`${route} is no route, such as 'GET /customers/{id}'`);
  const names = [...(path as string).matchAll(/\{(\w+)\}/g)].map(([, parameter]) => parameter as string);
  const plan: Plan = {
    name,
    dialect,
    speech,
    resource,
    verb,
    noun,
    camelName: `${verb}-${noun}`.replaceAll(/-(\w)/g, (_, initial: string) => initial.toUpperCase()),
    route,
    method: method as Method,
    path: path as string,
    parameters: names.map((parameter) => ({ ...(speech.parameters[parameter] ?? TEXT), name: parameter })),
    hasBody: ['POST', 'PUT', 'PATCH'].includes(method as string),
    status: verb === 'create' && speech.shapes.includes('beel') ? 201 : 200,
    files: {
      operation: `functions/${name}.ts`,
      event: `events/${name}.json`,
      test: `test/${name}.test.ts`,
    },
  };
  refuseWhatDoesNotFit(plan, names);
  refuseWhatIsTaken(plan);
  return plan;
}

function refuseWhatDoesNotFit({ name, verb, method }: Plan, parameters: readonly string[]): void {
  if (!VERBS[method].test(verb)) refuse(`the verb ${verb} does not fit ${method}`);
  const twice = parameters.find((parameter, index) => parameters.indexOf(parameter) !== index);
  if (twice !== undefined) refuse(`the path has {${twice}} twice`);
  const { length } = functionName('staging', name);
  if (length > MOST_CHARACTERS)
    refuse(`its function's name would have ${length} characters, Lambda takes ${MOST_CHARACTERS}`);
}

function refuseWhatIsTaken({ name, dialect, camelName, route, files }: Plan): void {
  const other = (is: (module: OperationModule) => boolean, modules = operations) =>
    modules.find(is)?.operation.name;
  const shape = (text: string) => text.replaceAll(/\{\w+\}/g, '{}');
  const same = other(({ operation }) => operation.name === name);
  if (same) refuse(`there is an operation ${name} already`);
  const taken = other(({ operation }) => shape(operation.route) === shape(route));
  if (taken) refuse(`${taken} has the route ${route} already`);
  const namesake = other(
    ({ operation }) => functionName('staging', operation.name) === functionName('staging', name),
  );
  if (namesake) refuse(`its function would be called like that of ${namesake}`);
  const documented = other(
    ({ documentation }) => documentation().operationId === camelName,
    dialects[dialect],
  );
  if (documented) refuse(`${documented} is documented as ${camelName} already`);
  const file = [files.operation, files.event].find(existsSync) ?? globSync(`test/${name}{,.*}.test.ts`)[0];
  if (file) refuse(`${file} is there already`);
}

function refuse(message: string): never {
  throw new StartupError(message);
}
