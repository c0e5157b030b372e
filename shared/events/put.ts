import { newEffort, repeatAttempts } from '../dynamodb/send.ts';
import type { EventBus } from './bus.ts';
import { type BusEvent, requestPut } from './request-put.ts';

/** Events in one request: https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEvents.html */
const MOST_IN_REQUEST = 10;

/**
 * Puts events on a bus, each at least once: where it ends early, all of them must be put again. EventBridge keeps no order,
 * so it matters little that those come last that had to be tried again.
 * @throws GaveUp when the time is over, or the failure of an event or request that will never succeed
 */
export async function putEvents(bus: EventBus, events: readonly BusEvent[]): Promise<void> {
  for (let start = 0; start < events.length; start += MOST_IN_REQUEST) {
    let left = events.slice(start, start + MOST_IN_REQUEST);
    const attempt = async (requestTimeout: number) => {
      const { refused, failure } = await requestPut(bus, left, requestTimeout);
      left = refused;
      if (failure) throw failure;
    };
    await repeatAttempts(attempt, newEffort(bus), 'unknown');
  }
}
