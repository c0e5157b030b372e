import type { Preview } from './customer.ts';
import { REFUSALS } from './words.ts';

/** Whether a delete would succeed now, in a sentence. */
export function Verdict({ preview }: { preview: Preview | undefined }) {
  if (!preview || preview.refusal === 'deleted') return null;
  return (
    <p class="verdict" data-tone={preview.deletable ? 'good' : 'bad'}>
      <span aria-hidden="true">{preview.deletable ? '✓' : '✕'}</span>{' '}
      {preview.deletable
        ? 'A delete would succeed now.'
        : `A delete would be refused now: ${REFUSALS[preview.refusal ?? ''] ?? preview.refusal}.`}
    </p>
  );
}
