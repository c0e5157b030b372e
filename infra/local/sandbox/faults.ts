import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { isPreflight } from '../cors-headers.ts';
import { splitUrl } from '../http-event.ts';
import { Refused } from './answer.ts';
import { isOwn } from './recording.ts';
import type { Fault, NewFault } from './shapes.ts';

const MOST = 100;

/** What the sandbox does to requests, oldest first. In memory: a new start has none. */
export class Faults {
  #set: Fault[] = [];

  list(): readonly Fault[] {
    return this.#set;
  }

  /** @throws Refused */
  set(fault: NewFault): Fault {
    if (this.#set.length >= MOST) throw new Refused(409, `there are ${MOST} faults: remove some first`);
    const added = { ...fault, id: randomUUID(), met: 0 };
    this.#set = [...this.#set, added];
    return added;
  }

  /** @throws Refused */
  remove(id: string): void {
    const left = this.#set.filter((fault) => fault.id !== id);
    if (left.length === this.#set.length) throw new Refused(404, `there is no fault ${id}`);
    this.#set = left;
  }

  reset(): void {
    this.#set = [];
  }

  /**
   * What is to be done to a request: the oldest fault that it fits, which has met one more by that. The console's own
   * requests meet none: its polling would use them up.
   */
  meet(request: IncomingMessage): NewFault | undefined {
    if (isOwn(request) || isPreflight(request)) return undefined;
    const met = this.#set.find((fault) => fits(fault, request));
    if (!met) return undefined;
    const after = { ...met, met: met.met + 1 };
    const isOver = after.met === met.times;
    this.#set = this.#set.flatMap((fault) => (fault !== met ? [fault] : isOver ? [] : [after]));
    return met;
  }
}

const fits = ({ method, path }: NewFault, request: IncomingMessage): boolean =>
  (method === undefined || method === request.method) &&
  (path === undefined || splitUrl(request.url ?? '/').pathname.startsWith(path));
