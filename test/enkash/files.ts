import type { Answer } from '../support/answer.ts';
import { encoded } from '../support/form.ts';
import { call } from '../support/http.ts';

/** A file as a client sends it. */
export const fileOf = (...lines: readonly string[]): Blob =>
  new Blob([lines.join('\r\n')], { type: 'text/csv' });

/** Sends a form with these parts. @param target method, path and query */
export async function sendForm(
  target: string,
  authorization: string | undefined,
  parts: readonly (readonly [name: string, value: Blob | string])[],
): Promise<Answer> {
  const form = new FormData();
  for (const [name, value] of parts) {
    if (typeof value === 'string') form.append(name, value);
    else form.append(name, value, 'rows.csv');
  }
  return call(target, { authorization, ...(await encoded(form)) });
}

export const sendFile = (target: string, authorization: string | undefined, file: Blob): Promise<Answer> =>
  sendForm(target, authorization, [['file', file]]);
