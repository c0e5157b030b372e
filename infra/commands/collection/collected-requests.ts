import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { type DialectName, dialects, type OperationModule } from '../../../functions/operations.ts';
import type { HttpEvent } from '../../../shared/http/dialect.ts';
import { resourceOf } from '../../openapi/operation-object.ts';
import { sampleNif } from '../../sample-nif.ts';

/** An operation's example as a client sends it. Variables stand in it in braces: `{{enkash_customerId}}`. */
export interface CollectedRequest {
  readonly dialect: DialectName;
  readonly resource: string;
  /** `enkash/customers/delete-customer` */
  readonly operation: string;
  readonly summary: string;
  readonly method: string;
  /** Path and query. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** Headers that every client sets by itself. */
const SET_BY_CLIENTS = ['host', 'content-length', 'x-amzn-trace-id'];

/** The event fixtures of a dialect. What deletes comes last: others are about what it deletes. */
export function collectedRequests(dialect: DialectName): CollectedRequest[] {
  const modules: readonly OperationModule[] = dialects[dialect];
  const isLast = ({ operation }: OperationModule) =>
    Number(operation.route.startsWith('DELETE') || operation.deletes !== undefined);
  return modules
    .toSorted((one, other) => isLast(one) - isLast(other))
    .map((module) => collected(dialect, module));
}

function collected(dialect: DialectName, { operation, documentation }: OperationModule): CollectedRequest {
  const event = eventOf(operation.name, dialect);
  const { rawPath, rawQueryString, requestContext, isBase64Encoded, body } = event;
  const headers = Object.entries(event.headers as Record<string, string>);
  return {
    ...{ dialect, resource: resourceOf(operation), operation: operation.name },
    summary: documentation().summary,
    method: requestContext.http.method,
    target: rawQueryString ? `${rawPath}?${rawQueryString}` : rawPath,
    headers: Object.fromEntries(headers.filter(([name]) => !SET_BY_CLIENTS.includes(name))),
    body: isBase64Encoded ? Buffer.from(body as string, 'base64').toString() : body,
  };
}

/** Each vendor has its own variables. What must be new with each request is none: it is drawn here. */
function eventOf(operation: string, dialect: DialectName): HttpEvent {
  const fresh: Record<string, string> = { newNif: sampleNif(), newNumber: String(randomInt(1e9, 1e10)) };
  const fixture = readFileSync(new URL(`../../../events/${operation}.json`, import.meta.url), 'utf8');
  const named = (text: string) =>
    text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => fresh[name] ?? `{{${variableOf(dialect, name)}}}`);
  const event = JSON.parse(named(fixture)) as HttpEvent;
  if (!event.isBase64Encoded) return event;
  const text = named(Buffer.from(event.body as string, 'base64').toString());
  return { ...event, body: Buffer.from(text).toString('base64') };
}

/** Both generations of BeeL are one vendor, with the same credentials and ids. */
export const variableOf = (dialect: DialectName, name: string): string =>
  `${dialect === 'beel-flat' ? 'beel' : dialect}_${name}`;

/** The variables that requests name, in the order in which they do. */
export const variablesIn = (requests: readonly CollectedRequest[]): string[] => [
  ...new Set([...JSON.stringify(requests).matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name as string)),
];
