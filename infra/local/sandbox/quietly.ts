import { log } from '../../../shared/log.ts';

/** What is recorded of a request must never be felt by it. */
export function quietly<T>(record: () => T): T | undefined {
  try {
    return record();
  } catch (error) {
    log('error', 'a request was not recorded whole', { error });
    return undefined;
  }
}
