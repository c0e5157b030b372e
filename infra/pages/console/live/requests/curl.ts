import type { RecordedRequest } from '../../../../local/sandbox/shapes.ts';
import { quoted } from '../../../../quoted.ts';

/** Headers that curl makes by itself, that a browser adds, or whose values are not known. */
const OWN =
  /^(authorization|host|connection|content-length|transfer-encoding|accept-encoding|user-agent|cookie|origin|referer|sec-.*|offboard-console)$/;

/** The request as a command for sh, with the variables of `.local/env.sh`: it is quoted whatever it has. */
export function curlOf({ method, path, headers, body }: RecordedRequest): string {
  return [
    // Curl would wait for the body of an answer that has none.
    `curl -sgw "$W" ${method === 'HEAD' ? '--head' : `-X ${quoted(method)}`} "$URL"${quoted(path)}`,
    ...authorizationOf(headers.authorization),
    ...Object.entries(headers)
      .filter(([name, value]) => !OWN.test(name) && value !== '***')
      .map(([name, value]) => `-H ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`),
    ...(body === ''
      ? []
      : [...(headers['content-type'] ? [] : ["-H 'content-type:'"]), `--data-raw ${quoted(body)}`]),
  ].join(' \\\n  ');
}

/** Of a caller that is none of the samples the reader fills it in. */
function authorizationOf(header: string | undefined): string[] {
  if (header === undefined) return [];
  const [, variable] = /\(\$(ENKASH|AMILI|BEEL|OPERATOR)\)$/.exec(header) ?? [];
  const scheme = header.startsWith('Basic') ? 'Basic' : 'Bearer';
  return [variable ? `-H "$${variable}"` : `-H "Authorization: ${scheme} $TOKEN"`];
}
