interface BarProps {
  /** One behind the other; shares of the bar's whole width, from 0 to 1. */
  readonly parts: readonly { readonly tone: string; readonly share: number }[];
  /** Lines across it. */
  readonly marks?: readonly { readonly kind: 'baseline' | 'target'; readonly share: number }[];
}

/** A picture of the numbers beside it, for the eye alone. */
export function Bar({ parts, marks = [] }: BarProps) {
  return (
    <div class="bar" aria-hidden="true">
      {parts
        .filter(({ share }) => share > 0)
        .map(({ tone, share }) => (
          <span key={tone} class="bar-part" data-tone={tone} style={{ width: percent(share) }} />
        ))}
      {marks.map(({ kind, share }) => (
        <span key={kind} class="bar-mark" data-kind={kind} style={{ left: percent(share) }} />
      ))}
    </div>
  );
}

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;
