import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { capacityOf, type MeteredRequest } from './meter.ts';

export interface MeteringProxy {
  readonly endpoint: string;
  /** Everything that passed so far. */
  readonly requests: readonly MeteredRequest[];
  close(): void;
}

/**
 * Stands between a function in another process and the engine, and meters what passes. It adds to each request that the
 * answer should tell the consumed capacity; that makes the signature wrong, which the engine does not check.
 */
export async function startMeteringProxy(engine: string): Promise<MeteringProxy> {
  const requests: MeteredRequest[] = [];
  const server = createServer(async (request, response) => {
    const sent = { ...((await json(request)) as object), ReturnConsumedCapacity: 'TOTAL' };
    const {
      host: _,
      'content-length': __,
      connection: ___,
      ...headers
    } = request.headers as Record<string, string>;
    const answer = await fetch(engine, { method: 'POST', headers, body: JSON.stringify(sent) });
    const body = await answer.text();
    requests.push({
      action: headers['x-amz-target']?.split('.')[1] ?? '',
      units: answer.ok ? capacityOf(JSON.parse(body)) : undefined,
    });
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.closeAllConnections();
    server.close();
  };
  return { endpoint: `http://127.0.0.1:${port}`, requests, close };
}
