import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createServiceGateway } from '../../infra/local/service-gateway.ts';
import type { HttpEvent, HttpResponse } from '../../shared/http/dialect.ts';

/** Changes what a function answers. */
export type Breakage = (answer: HttpResponse, event: HttpEvent) => HttpResponse;

/** The whole service over HTTP, in which single functions can be broken. */
export class Service {
  readonly #gateway: Server;
  /** By the function's name. */
  readonly breakages = new Map<string, Breakage>();
  /** The trace of each request that a function has got. */
  readonly traces = new Set<string>();

  constructor() {
    this.#gateway = createServiceGateway((name, handler) => async (event, context) => {
      const answer = await handler(event, context);
      const root = /Root=1-(\w+)-(\w+)/.exec(event.headers['x-amzn-trace-id'] ?? '');
      this.traces.add(`${root?.[1]}${root?.[2]}`);
      return this.breakages.get(name)?.(answer, event) ?? answer;
    });
  }

  async listen(): Promise<string> {
    this.#gateway.listen(0, '127.0.0.1');
    await once(this.#gateway, 'listening');
    return `http://127.0.0.1:${(this.#gateway.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#gateway.close();
    this.#gateway.closeAllConnections();
  }
}

export const answer = (statusCode: number, body: unknown = {}): HttpResponse => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
