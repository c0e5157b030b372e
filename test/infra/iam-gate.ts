import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer, text } from 'node:stream/consumers';
import type { Grants } from '../../shared/http/operation.ts';

export interface IamGate {
  readonly endpoint: string;
  /** Of the bucket of files behind it. */
  readonly filesUrl: string;
  close(): void;
}

/**
 * DynamoDB and S3 as a function's role sees them: whatever its grants do not name is refused, as IAM would refuse it. A
 * transaction or a batch needs what each of its members needs.
 */
export async function openIamGate(dynamodb: string, grants: Grants): Promise<IamGate> {
  const files = new URL(process.env.FILES_URL as string);
  const granted = new Set([
    ...(grants.receivables ?? []).map((action) => `${process.env.RECEIVABLES_TABLE} ${action}`),
    ...(grants.indexes ?? []).map((index) => `${process.env.RECEIVABLES_TABLE}/index/${index} Query`),
    ...(grants.credentials ?? []).map((action) => `${process.env.CREDENTIALS_TABLE} ${action}`),
  ]);
  const server = createServer(async (request, response) => {
    if (request.url?.startsWith(files.pathname)) return passFile(request, response, files, grants);
    const body = await text(request);
    const target = request.headers['x-amz-target'] as string;
    const missing = actionsOf(target.replace(/^.*\./, ''), JSON.parse(body)).filter(
      (action) => !granted.has(action),
    );
    const contentType = { 'content-type': 'application/x-amz-json-1.0' };
    if (missing.length > 0) {
      const message = `no identity-based policy allows ${missing}`;
      response.writeHead(400, contentType);
      return response.end(
        JSON.stringify({ __type: 'com.amazon.coral.service#AccessDeniedException', message }),
      );
    }
    const { authorization = '', 'x-amz-date': date } = request.headers as Record<string, string>;
    const headers = { ...contentType, authorization, 'x-amz-date': date as string, 'x-amz-target': target };
    const answer = await fetch(dynamodb, { method: 'POST', headers, body });
    response.writeHead(answer.status, contentType);
    response.end(await answer.text());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  return {
    endpoint: `http://127.0.0.1:${port}`,
    filesUrl: `http://127.0.0.1:${port}${files.pathname}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Hands a request for the content of a file on, where the grants name its action. */
async function passFile(
  request: IncomingMessage,
  response: ServerResponse,
  { origin }: URL,
  { files = [] }: Grants,
): Promise<void> {
  const { method = '', url } = request;
  const body = method === 'PUT' ? await buffer(request) : undefined;
  if (!files.some((action) => action === (body ? 'PutObject' : 'GetObject'))) {
    response.writeHead(403).end('<Error><Code>AccessDenied</Code></Error>');
    return;
  }
  const answer = await fetch(`${origin}${url}`, { method, ...(body && { body }) });
  response.writeHead(answer.status).end(await answer.bytes());
}

type Item = Record<string, { TableName: string }>;

/** `<table> <IAM action>` for each that a request needs; an index is `<table>/index/<name>`. */
function actionsOf(
  name: string,
  // biome-ignore lint/suspicious/noExplicitAny: any request of DynamoDB's API
  request: any,
): string[] {
  switch (name) {
    case 'TransactWriteItems':
      return (request.TransactItems as Item[]).flatMap((item) =>
        Object.entries(item).map(([kind, { TableName }]) =>
          kind === 'ConditionCheck' ? `${TableName} ConditionCheckItem` : `${TableName} ${kind}Item`,
        ),
      );
    case 'BatchGetItem':
      return Object.keys(request.RequestItems).map((table) => `${table} BatchGetItem`);
    case 'BatchExecuteStatement':
      return (request.Statements as { Statement: string }[]).map(({ Statement }) => {
        const [, kind = '', table] = /^(\w+)\s+"([^"]+)"/.exec(Statement) ?? [];
        return `${table} PartiQL${kind.charAt(0)}${kind.slice(1).toLowerCase()}`;
      });
    case 'Query':
      return [`${request.TableName}${request.IndexName ? `/index/${request.IndexName}` : ''} Query`];
    default:
      return [`${request.TableName} ${name}`];
  }
}
