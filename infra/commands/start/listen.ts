import type { Server } from 'node:http';
import { type AddressInfo, isIPv6 } from 'node:net';
import { StartupError } from '../../startup-error.ts';

/** Where the gateway listens: HOST and PORT. */
export interface Address {
  readonly host: string;
  readonly port: number;
}

/** @throws StartupError when PORT is no port */
export function addressOf({ HOST, PORT = '3000' }: NodeJS.ProcessEnv): Address {
  const port = Number(PORT);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new StartupError(`PORT ${PORT} is no port`);
  return { host: HOST || '127.0.0.1', port };
}

/** @returns the URL under which this machine reaches it @throws StartupError */
export async function listen(gateway: Server, { host, port }: Address): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    gateway.once('error', (error: NodeJS.ErrnoException) => {
      reject(new StartupError(PROBLEMS[error.code ?? '']?.({ host, port }) ?? error.message));
    });
    gateway.listen(port, host, resolve);
  });
  return `http://${nameOf(host)}:${(gateway.address() as AddressInfo).port}`;
}

const PROBLEMS: Record<string, ({ host, port }: Address) => string> = {
  EADDRINUSE: ({ port }) => `port ${port} is taken: set PORT to another one`,
  EACCES: ({ port }) => `port ${port} is not for everybody: set PORT to one above 1023`,
  EADDRNOTAVAIL: ({ host }) => `HOST ${host} is no address of this machine`,
  ENOTFOUND: ({ host }) => `HOST ${host} is no address of this machine`,
};

/** Whether others on the network can reach it. */
export const isOpen = ({ host }: Address): boolean => !/^(127\.|::1$|localhost$)/.test(host);

function nameOf(host: string): string {
  if (['127.0.0.1', '0.0.0.0', '::'].includes(host)) return 'localhost';
  return isIPv6(host) ? `[${host}]` : host;
}
