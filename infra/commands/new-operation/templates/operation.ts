import type { Plan } from '../plan.ts';
import type { Shape } from '../shapes.ts';
import { importsFor } from './imports.ts';

const EVERYWHERE = {
  'type Documentation': '../../../shared/http/documentation.ts',
  lambda: '../../../shared/http/lambda.ts',
  'type Operation': '../../../shared/http/operation.ts',
};

/** The operation's own file: it answers with what the request names, or with a sample where the noun is known. */
export function operationTemplate(plan: Plan, request: Shape | undefined, response: Shape): string {
  const { name, route, resource, method, noun, verb, camelName, speech, parameters, hasBody, status } = plan;
  const tenant = parameters.find((parameter) => parameter.name === speech.tenant);
  const path = parameters.map((parameter) => `${parameter.name}: ${parameter.schema}`).join(', ');
  const { existing } = response;
  const shown = [
    ...parameters.map((parameter) => `${parameter.name}: path.${parameter.name}`),
    ...(hasBody ? [request?.existing ? "name: 'Example'" : 'name: body.name'] : []),
  ];
  const given = [
    ...(tenant ? ['caller'] : []),
    ...(parameters.length > 0 && (!existing || tenant) ? ['path'] : []),
    ...(hasBody && !existing && !request?.existing ? ['body'] : []),
    ...(tenant ? ['note'] : []),
  ];
  const has = { path: parameters.length > 0, tenant: tenant !== undefined, body: hasBody, status };
  const code = `
/** Our choice, as long as no page of the vendor's is named here. */
export const operation = {
  name: '${name}',
  route: '${route}',
  access: '${speech.access(resource, method === 'GET')}',
  grants: ${speech.grants},
  ${path && `path: z.object({ ${path} }),`}
  ${speech.members ?? ''}
  ${hasBody ? 'body: requested(),' : ''}
} as const satisfies Operation<${speech.accessType}>;

export const handler = lambda<typeof documentation>()(
  ${speech.dialect},
  operation,
  async function ${camelName}(${given.length > 0 ? `{ ${given.join(', ')} }` : ''}) {
    ${
      tenant
        ? `// Throws where the caller may not act for the tenant. The log line names it.
    note(tenantOf(caller, path.${tenant.name}));`
        : ''
    }
    return ${speech.success(existing ? 'SAMPLE' : `{ ${shown.join(', ')} }`, status)};
  },
);
${
  existing
    ? `
/** Stands in for an answer until the operation makes one. */
const SAMPLE: Answered = ${JSON.stringify(existing.sample)};
`
    : ''
}
export const documentation = () =>
  ({
    operationId: '${camelName}',
    summary: '${verb.charAt(0).toUpperCase()}${verb.slice(1)} ${noun.replaceAll('-', ' ')}',
    ${speech.documented ?? ''}
    source: 'ours',
    responses: ${speech.responses(has)},
  }) satisfies Documentation;
`;
  const froms = {
    ...EVERYWHERE,
    ...speech.imports,
    ...(request && { requested: request.from }),
    'type Answered': response.from,
    answered: response.from,
  };
  const zod = /\bz\./.test(code) ? "import * as z from 'zod/mini';\n" : '';
  // An empty place in the template leaves a line of spaces.
  return `${zod}${importsFor(code, froms)}\n${code.replaceAll(/\n +(?=\n)/g, '')}`;
}
