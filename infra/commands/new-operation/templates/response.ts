import type { Plan } from '../plan.ts';
import { importsFor } from './imports.ts';
import { sentence } from './request.ts';

/** Shows what the request names, until the operation has more to show. */
export function responseTemplate({ noun, speech, parameters, hasBody }: Plan): string {
  const fields = [
    ...parameters.map(({ name, shown }) => `${name}: ${shown}`),
    ...(hasBody ? ['name: z.string()'] : []),
  ];
  const code = `/** ${sentence(noun)} as answers show it. */
export const answered = () => z.strictObject({ ${fields.join(', ')} });

export type Answered = z.output<ReturnType<typeof answered>>;
`;
  return `import * as z from 'zod/mini';
${importsFor(code, speech.imports)}

${code}`;
}
