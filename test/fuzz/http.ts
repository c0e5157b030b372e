import { once } from 'node:events';
import { Agent, type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { createServiceGateway } from '../../infra/local/service-gateway.ts';
import type { LambdaHandler } from '../../shared/http/lambda.ts';
import { type Answer, isJsonType } from '../support/http.ts';
import { observed } from './observed.ts';
import type { FuzzedRequest } from './requests.ts';

export interface AnsweredBy {
  /** `service/unrouted/reject-unrouted` where no operation took the request. */
  readonly operation: string;
  readonly answer: Answer;
}

const ANSWERED_BY = 'x-answered-by';
const agent = new Agent({ keepAlive: true });

/** Sends requests to the gateway of the local stack, over observed handlers. As they are: fetch would mend them. */
export async function listen(): Promise<(request: FuzzedRequest) => Promise<AnsweredBy>> {
  const server = createServiceGateway((name, handler) => named(name, observed(name, handler)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref();
  const { port } = server.address() as { port: number };
  return (fuzzed) => send(port, fuzzed);
}

const named =
  (operation: string, handler: LambdaHandler): LambdaHandler =>
  async (event, context) => {
    const response = await handler(event, context);
    return { ...response, headers: { ...response.headers, [ANSWERED_BY]: operation } };
  };

async function send(port: number, { method, target, headers, body }: FuzzedRequest): Promise<AnsweredBy> {
  const payload = body === undefined ? undefined : Buffer.from(body, 'latin1');
  const sent = request({ port, host: '127.0.0.1', agent, method, path: target });
  for (const [name, value] of headers) sent.appendHeader(name, value);
  if (payload) sent.setHeader('content-length', payload.length);
  sent.end(payload);
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  const { [ANSWERED_BY]: operation = 'the gateway', ...others } = response.headers as Record<string, string>;
  const content = await text(response);
  const isJson = isJsonType(others['content-type']);
  return {
    operation,
    answer: {
      status: response.statusCode ?? 0,
      headers: others,
      body: isJson && content ? JSON.parse(content) : content,
    },
  };
}
