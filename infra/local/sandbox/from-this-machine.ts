import type { IncomingMessage } from 'node:http';

const LOOPBACK = /^(127(\.\d+){3}|::1|::ffff:127(\.\d+){3})$/;

/** `localhost:3000`, `127.0.0.1`, `[::1]:3000` */
const LOCAL_HOST = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/i;

/**
 * Whether a request comes from this machine, and from no page but our own: the sandbox hands out credentials and changes
 * data for whoever may ask. The host's name is looked at because a page elsewhere can let a name of its own lead here.
 */
export function isFromThisMachine({ socket, headers }: IncomingMessage): boolean {
  const { host = '', origin } = headers;
  const isOwnPage = origin === undefined || origin === `http://${host}`;
  return LOOPBACK.test(socket.remoteAddress ?? '') && LOCAL_HOST.test(host) && isOwnPage;
}
