import * as z from 'zod/mini';
import type { DocumentedResponse, Responses } from '../../../shared/http/documentation.ts';
import type { Schema } from '../../../shared/http/operation.ts';
import type { ServiceSuccess } from './dialect.ts';

type Answer = DocumentedResponse & { readonly schema: Schema };

/** What an operation answers with, by status, and the failures listed and a 500, for the OpenAPI document. */
export const responses = <Answers extends Readonly<Record<number, Answer>>>(
  answers: Answers,
  ...failures: readonly (keyof typeof LABELS)[]
): Responses<ServiceSuccess<z.output<Answers[keyof Answers & number]['schema']>>> => ({
  ...answers,
  ...Object.fromEntries(failures.map((status) => [status, failure(LABELS[status])])),
  500: failure('The request could not be processed'),
});

const LABELS = { 400: 'Bad request', 413: 'Body too large', 415: 'Unsupported media type' };

const failure = (description: string): DocumentedResponse => ({
  description,
  schema: z.strictObject({ message: z.string() }),
});
