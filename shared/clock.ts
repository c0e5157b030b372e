/** Milliseconds that it is ahead of the machine's clock: on the local stack alone, whose sandbox can move it. */
let ahead = 0;

/** The time: whatever functions store, compare or show takes it from here. */
export const now = (): Date => new Date(Date.now() + ahead);

/** Sets how far the time is ahead of the machine's clock. Nothing that is deployed calls this. */
export function setAhead(milliseconds: number): void {
  ahead = milliseconds;
}

export const aheadBy = (): number => ahead;
