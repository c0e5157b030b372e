import type { CollectedRequest } from './collected-requests.ts';

/**
 * Requests as the HTTP clients of JetBrains' IDEs and of Visual Studio Code read them.
 * https://www.jetbrains.com/help/idea/exploring-http-syntax.html
 */
export function httpFile(
  requests: readonly CollectedRequest[],
  variables: Readonly<Record<string, string>>,
): string {
  const values = Object.entries(variables).map(([name, value]) => `@${name} = ${value}`);
  return `${[values.join('\n'), ...requests.map(requestText)].join('\n\n')}\n`;
}

function requestText({
  dialect,
  resource,
  summary,
  operation,
  method,
  target,
  headers,
  body,
}: CollectedRequest) {
  return [
    `### ${dialect}, ${resource}: ${summary}`,
    `# @name ${operation.replaceAll(/[/-]/g, '_')}`,
    `${method} {{url}}${target}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(body === undefined ? [] : ['', body.replaceAll('\r\n', '\n')]),
  ].join('\n');
}
