import { HttpRequest } from '@smithy/core/protocols';
import { ServiceFailure, sendSigned, signerOf } from '../aws/send-signed.ts';
import type { EventBus } from './bus.ts';

/** What a bus has to know of an event; all of it, whatever more it holds, is its detail. */
export interface BusEvent {
  readonly source: string;
  readonly type: string;
  /** ISO 8601. */
  readonly time: string;
}

const signer = signerOf('events');

/** What became of the events of one request. */
interface Put {
  /** Those that are not on the bus. */
  readonly refused: BusEvent[];
  /** Why the first of them is not; undefined where all are. */
  readonly failure: ServiceFailure | undefined;
}

/**
 * Sends one attempt of PutEvents, which may take some events and refuse others.
 * @throws what the HTTP handler throws where no answer came, and ServiceFailure for an answer that is no success
 */
export async function requestPut(
  bus: EventBus,
  events: readonly BusEvent[],
  requestTimeout: number,
): Promise<Put> {
  const told = ['EventBridge', 'PutEvents'] as const;
  const { status, bytes } = await sendSigned(signer, httpRequest(bus, events), { requestTimeout, told });
  const answer = parsed(bytes);
  // Half an answer, or the page of a proxy: nobody knows what became of the events.
  if (answer === undefined) throw failureOf('UnreadableAnswer', 500);
  if (status !== 200) throw failureOf(codeOf(answer), status);
  const { Entries = [] } = answer;
  const codes = events.map((_, index) => Entries[index]?.ErrorCode ?? missing(Entries[index]?.EventId));
  const code = codes.find((each) => each !== undefined);
  return {
    refused: events.filter((_, index) => codes[index] !== undefined),
    // Its answer was a success. What EventBridge could not do by its own fault may succeed a moment later.
    failure: code === undefined ? undefined : failureOf(code, /^Internal/.test(code) ? 500 : 200),
  };
}

interface PutAnswer {
  readonly Entries?: readonly { readonly EventId?: string; readonly ErrorCode?: string }[];
  readonly __type?: unknown;
}

/** An event that has neither id nor error is not known to be on the bus. */
const missing = (eventId: string | undefined) => (eventId === undefined ? 'InternalFailure' : undefined);

function httpRequest({ name, url }: EventBus, events: readonly BusEvent[]): HttpRequest {
  const { protocol, hostname, port, host } = new URL(url);
  const Entries = events.map((event) => ({
    EventBusName: name,
    Source: event.source,
    DetailType: event.type,
    Time: Date.parse(event.time) / 1000,
    Detail: JSON.stringify(event),
  }));
  const body = Buffer.from(JSON.stringify({ Entries }));
  return new HttpRequest({
    ...{ protocol, hostname, method: 'POST', path: '/', body },
    ...(port && { port: Number(port) }),
    headers: {
      host,
      'content-type': 'application/x-amz-json-1.1',
      'content-length': String(body.byteLength),
      'x-amz-target': 'AWSEvents.PutEvents',
    },
  });
}

function parsed(bytes: Buffer): PutAnswer | undefined {
  try {
    const value: unknown = JSON.parse(bytes.toString());
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** `com.amazonaws.events#ThrottlingException` and `ThrottlingException` are the same. */
const codeOf = ({ __type }: PutAnswer): string => String(__type ?? 'BusFailure').replace(/^.*#/, '');

const failureOf = (code: string, status: number): ServiceFailure =>
  new ServiceFailure(code, status, `the event bus answered ${status} ${code}`);
