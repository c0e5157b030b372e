import type { Origin } from '../../../shared/http/operation.ts';

/** A path of the host that the request came to: behind API Gateway always by HTTPS. */
export function urlOf({ headers }: Pick<Origin, 'headers'>, path: string): string {
  const scheme = headers['x-forwarded-proto'] === 'http' ? 'http' : 'https';
  return `${scheme}://${headers.host ?? ''}${path}`;
}
