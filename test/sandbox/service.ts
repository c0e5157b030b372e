import type { Session } from '../../infra/local/sandbox/shapes.ts';

/** An answer, and whose it is. */
export interface Answered {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: whatever it is, the test says what it must be
  readonly body: any;
}

/** Asks a service over HTTP: `POST /sandbox/clock`. */
export const asking =
  (url: string) =>
  async (line: string, authorization?: string, json?: unknown): Promise<Answered> => {
    const [method = '', path = ''] = line.split(' ');
    const response = await fetch(`${url}${path}`, {
      method,
      headers: {
        ...(authorization && { authorization }),
        ...(json !== undefined && { 'content-type': 'application/json' }),
      },
      ...(json !== undefined && { body: JSON.stringify(json) }),
    });
    const text = await response.text();
    return { status: response.status, body: text && JSON.parse(text) };
  };

export type Ask = ReturnType<typeof asking>;

/** Credentials of the samples' tenants that work now. */
export async function signedIn(ask: Ask) {
  const { body } = await ask('GET /sandbox/session');
  const { operator, clients } = body as Session;
  const clientOf = (vendor: string) => {
    const { tenant, authorization } = clients.find((each) => each.vendor === vendor) as Session['clients'][0];
    return { tenant, authorization };
  };
  return { operator, enkash: clientOf('enkash'), amili: clientOf('amili'), beel: clientOf('beel') };
}
