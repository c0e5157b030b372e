import * as z from 'zod/mini';
import { wholeNumber } from '../../../shared/fields/parameters.ts';
import type { Seeds } from '../seeds.ts';
import { parsed, Refused, type SandboxRequest, type SandboxRoute } from './answer.ts';
import type { RecordedRequests } from './recorded-requests.ts';
import type { Recording } from './recording.ts';
import { repeatRequest } from './repeat-request.ts';
import { shownHeader } from './secrets.ts';
import type { RecordedRequest, RequestPage } from './shapes.ts';
import { variableOf } from './whose.ts';

const MOST = 1_000;

const page = z.object({
  after: z.optional(wholeNumber(z.gte(0, 'must be 0 or more'))),
  limit: z._default(wholeNumber(z.gte(1, 'must be at least 1'), z.lte(MOST, `must be at most ${MOST}`)), 100),
});

/** Shows what was recorded, and sends it again. */
export const requestRoutes = (
  requests: RecordedRequests,
  seeds: () => Promise<Seeds>,
): readonly SandboxRoute[] => [
  { route: 'GET /sandbox/requests', answer: async (request) => listed(requests, request, await seeds()) },
  {
    route: 'GET /sandbox/requests/{id}',
    answer: async ({ path: { id = '' } }) => shown(found(requests, id), await seeds()),
  },
  {
    route: 'POST /sandbox/requests/{number}/repeat',
    answer: async ({ path: { number = '' } }) => shown(await repeated(requests, number), await seeds()),
  },
];

/**
 * The newest, or those that have come or changed since `next` was answered: a request is there while it is carried out,
 * and again when it is done.
 */
function listed(requests: RecordedRequests, { query }: SandboxRequest, seeds: Seeds): RequestPage {
  const unknown = [...query.keys()].find((name) => !Object.hasOwn(page.shape, name));
  if (unknown !== undefined) throw new Refused(400, `${unknown}: is none of after, limit`);
  const { after, limit } = parsed(page, Object.fromEntries(query));
  const items = after === undefined ? requests.newest(limit) : requests.since(after).slice(0, limit);
  const isAll = after === undefined || items.length < limit;
  const next = isAll ? requests.changes : (items.at(-1) as Recording).change;
  return { items: items.map((each) => shown(each, seeds)), next };
}

/** By its number, or by an id that its client or a stamp has. */
function found(requests: RecordedRequests, id: string): Recording {
  const recording = requests.find(
    ({ number, requestId, traceId }) =>
      String(number) === id || (id !== '' && [requestId, traceId].includes(id)),
  );
  if (recording) return recording;
  throw new Refused(
    404,
    `no request ${id} is kept: the newest ${MOST.toLocaleString('en-GB')} since the start are`,
  );
}

async function repeated(requests: RecordedRequests, number: string): Promise<Recording> {
  if (!/^\d+$/.test(number)) throw new Refused(400, 'number: must be a whole number');
  const { original } = found(requests, number);
  if (!original.body)
    throw new Refused(409, `request ${number} was not read whole, and cannot be sent again`);
  const port = await repeatRequest(original, original.body);
  const again = requests.find((each) => each.original !== original && each.original.remotePort === port);
  if (port === undefined || !again)
    throw new Refused(502, `request ${number} was sent again, and nobody took it`);
  return again;
}

/** What routes show of a recording: its members by name, so that none is shown by mistake. */
function shown(recording: Recording, seeds: Seeds): RecordedRequest {
  const { number, at, requestId, traceId, method, path, operation, body, isOwn, status, answerHeaders } =
    recording;
  const { answerBody, durationMs, fault, dynamodb, attemptsLeftOut = 0, original } = recording;
  return {
    ...{ number, at, requestId, traceId, method, path, operation },
    headers: shownHeaders(original, seeds),
    ...{ body, isOwn, status, answerHeaders, answerBody, durationMs, fault, dynamodb, attemptsLeftOut },
  };
}

function shownHeaders({ headers }: Recording['original'], seeds: Seeds): Record<string, string> {
  const shownValues = Object.entries(headers).map(([name, value]) => [
    name,
    shownHeader(name, String(value)),
  ]);
  const { authorization } = headers;
  const variable = authorization && variableOf(authorization, seeds);
  return {
    ...Object.fromEntries(shownValues),
    ...(variable && { authorization: `${shownHeader('authorization', authorization)} ($${variable})` }),
  };
}
