import type { RowFailure } from '../../../shared/receivables/row-failure.ts';

/** What both generations of bulk removals tell of rows that nobody could decide on. The vendor has one code for them. */
export const FAILED_ROWS = {
  failed: { code: 'INTERNAL_ERROR', message: 'Internal server error' },
  untouched: {
    code: 'INTERNAL_ERROR',
    message: 'The customer was not changed: there was no time left for it',
  },
  unknown: {
    code: 'INTERNAL_ERROR',
    message: 'It is not known whether the customer was changed: send it again',
  },
} as const satisfies Record<RowFailure['outcome'], { readonly code: string; readonly message: string }>;
