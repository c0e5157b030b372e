import * as z from 'zod/mini';
import type { DocumentedResponse, Responses } from '../../../shared/http/documentation.ts';
import type { Schema } from '../../../shared/http/operation.ts';
import type { ServiceSuccess } from './dialect.ts';

type Answer = DocumentedResponse & { readonly schema: Schema };

/** What an operation answers with, by status, and a 500, for the OpenAPI document. */
export const responses = <Answers extends Readonly<Record<number, Answer>>>(
  answers: Answers,
): Responses<ServiceSuccess<z.output<Answers[keyof Answers & number]['schema']>>> => ({
  ...answers,
  500: { description: 'The request could not be processed', schema: z.strictObject({ message: z.string() }) },
});
