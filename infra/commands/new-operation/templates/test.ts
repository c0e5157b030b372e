import type { Plan } from '../plan.ts';
import type { Shape } from '../shapes.ts';
import { importsFor } from './imports.ts';

const EVERYWHERE = { describe: 'vitest', expect: 'vitest', it: 'vitest', call: '../../support/http.ts' };

/** Calls the operation over HTTP: what it answers, and to whom it refuses to. */
export function testTemplate(plan: Plan, body: unknown, response: Shape): string {
  const { route, method, path, parameters, hasBody, speech } = plan;
  const { test } = speech;
  const url = path.replaceAll(
    /\{(\w+)\}/g,
    (_, name: string) => parameters.find((parameter) => parameter.name === name)?.url as string,
  );
  const quote = url.includes('${') ? '`' : "'";
  const shown = [
    ...parameters.map(({ name, expected }) => `${name}: ${expected}`),
    ...(hasBody ? ["name: 'Example'"] : []),
  ];
  const value = response.existing ? JSON.stringify(response.existing.sample) : `{ ${shown.join(', ')} }`;
  const options = [...(test.caller ? ['authorization'] : []), ...(hasBody ? ['json'] : [])];
  const call = (given: readonly string[]) =>
    `await call(\`${method} \${path}\`${given.length > 0 ? `, { ${given.join(', ')} }` : ''})`;
  const refusal = (title: string, given: readonly string[], status: number, expected: string) => `
  it('${title}', async () => {
    const answer = ${call(given)};
    expect(answer.status).toBe(${status});
    expect(answer.body).toEqual(${expected});
  });
`;
  const code = `
${test.caller}
const path = ${quote}${url}${quote};
${hasBody ? `const json = ${JSON.stringify(body)};\n` : ''}
describe('${route}', () => {
  it('answers with what it was asked for', async () => {
    const answer = ${call(options)};
    expect(answer.status).toBe(${plan.status});
    expect(answer.body).toEqual(${test.success(value)});
  });
${
  test.unauthenticated
    ? refusal(
        'answers 401 to a caller without credentials',
        options.filter((option) => option !== 'authorization'),
        401,
        test.unauthenticated(numbersIn(plan)),
      )
    : ''
}${
  test.forbidden && parameters.some(({ name }) => name === speech.tenant)
    ? refusal(
        'answers 403 to another tenant',
        options.map((option) => (option === 'authorization' ? `authorization: ${test.stranger}` : option)),
        403,
        test.forbidden(numbersIn(plan)),
      )
    : ''
}});
`;
  return `${importsFor(code, { ...EVERYWHERE, ...test.imports })}\n${code}`;
}

/** The numbers that an Amili failure shows of its path. */
function numbersIn({ parameters }: Plan): string {
  const wire: Readonly<Record<string, string>> = { clientno: 'clientNo', customerno: 'customerNo' };
  const numbers = parameters.filter(({ name }) => name in wire);
  return `{ ${numbers.map(({ name, expected }) => `${wire[name]}: ${expected}`).join(', ')} }`;
}
