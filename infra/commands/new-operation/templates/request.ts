import type { Plan } from '../plan.ts';

/** The body of a request that nobody has described yet. */
export const NEW_REQUEST = { name: 'Example' };

export const requestTemplate = ({ noun }: Plan): string => `import * as z from 'zod/mini';

/** ${sentence(noun)} as a client writes it. */
export const requested = () => z.object({ name: z.string() });

export type Requested = z.output<ReturnType<typeof requested>>;
`;

/** `recurring-invoice` is `A recurring invoice`. */
export function sentence(noun: string): string {
  const words = noun.replaceAll('-', ' ');
  if (/[^s]s$/.test(words)) return words.charAt(0).toUpperCase() + words.slice(1);
  return `${/^[aeio]/.test(words) ? 'An' : 'A'} ${words}`;
}
