/** A time in the reader's zone; UTC stands behind it. */
export function Time({ at }: { at: string }) {
  return (
    <time dateTime={at} title={utc(at)}>
      {local(at)} <span class="utc">{utc(at)}</span>
    </time>
  );
}

const LOCAL = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

const local = (at: string): string => LOCAL.format(new Date(at));

/** `2026-11-30 17:33:09 UTC` */
export const utc = (at: string): string => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
