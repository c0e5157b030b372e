/** A bus of EventBridge. */
export interface EventBus {
  readonly name: string;
  /** Of EventBridge in the region of the stage. */
  readonly url: string;
  /** Until when requests to it are repeated, as of a Table. */
  readonly deadline?: number;
}

/** The stage's bus, until the deadline of a call; undefined where the stage has none, as the local stack. */
export function eventBus({ deadline }: Pick<EventBus, 'deadline'> = {}): EventBus | undefined {
  const { EVENT_BUS: name, EVENTS_URL: url } = process.env;
  if (!name || !url) return undefined;
  return { name, url, ...(deadline !== undefined && { deadline }) };
}
