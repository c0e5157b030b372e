import type { Dialect, HttpResponse } from '../../../shared/http/dialect.ts';
import type { Origin } from '../../../shared/http/operation.ts';
import { keepRefusal } from '../log-items/refusals.ts';
import { type AmiliAccess, type AmiliCaller, authenticate } from './caller.ts';
import { failureEnvelope, successEnvelope } from './envelope.ts';

/** Amili ARM: a bearer JWT in, the members of the documented 200 out. Failures have them too, which is our choice. */
export const amili: Dialect<AmiliAccess, AmiliCaller, unknown> = {
  authenticate,
  logged: ({ subject }) => ({ caller: subject }),
  success: (body, origin) => inEnglish(successEnvelope(body), origin),
  failure: (failure, origin) => inEnglish(failureEnvelope(failure, origin), origin),
  keepRefusal,
};

/**
 * The vendor's GETs take `Accept-Language` and answer with headers that it does not show: that `Content-Language` is one
 * of them is inferred (https://docs.amili.dev/get-one-gl-item-3942672e0). Answers are in English, whatever is asked for.
 */
const inEnglish = (answer: HttpResponse, { route }: Origin): HttpResponse =>
  route?.startsWith('GET ')
    ? { ...answer, headers: { ...answer.headers, 'content-language': 'en' } }
    : answer;
