import { Time } from '../parts/time.tsx';
import type { Action } from './actions.ts';
import type { Dependent } from './customer.ts';
import { kindInWords } from './words.ts';

interface DependentCardProps {
  readonly dependent: Dependent;
  readonly blocks: boolean | undefined;
  /** Undefined where nobody can clear it. */
  readonly action: Action | undefined;
  open(action: Action): void;
}

/** Something that refers to the customer, and what would clear it. */
export function DependentCard({ dependent, blocks, action, open }: DependentCardProps) {
  const { kind, id, number, state, created_at, clearing, reason } = dependent;
  return (
    <li class="tie-card" data-blocks={blocks}>
      <p class="tie-title">
        <strong>
          <bdi>{number ?? id}</bdi>
        </strong>
        {amountOf(dependent) && <span class="amount">{amountOf(dependent)}</span>}
      </p>
      <p class="tie-marks">
        {blocks !== undefined && (
          <span class="mark" data-tone={blocks ? 'bad' : 'good'}>
            <span aria-hidden="true">{blocks ? '■' : '□'}</span> {blocks ? 'blocks' : 'does not block'}
          </span>
        )}
        {state && <span>{state}</span>}
      </p>
      <p class="muted since">
        since <Time at={created_at} />
      </p>
      {clearing && (
        <p>
          <code class="route">
            {clearing.method} {clearing.path} {clearing.body && JSON.stringify(clearing.body)}
          </code>
        </p>
      )}
      {reason && <p class="muted">{reason}</p>}
      {action && (
        <button
          type="button"
          class="quiet"
          aria-label={`${action.name}: ${kindInWords(kind)} ${number ?? id}`}
          onClick={() => open(action)}
        >
          {action.name}
        </button>
      )}
    </li>
  );
}

/** As the vendor counts it: nobody knows how many decimals its currency has. */
const amountOf = ({ amount, currency }: Dependent): string =>
  amount === null ? '' : `${amount.toLocaleString('en-GB', DECIMALS)} ${currency ?? ''}`.trim();

const DECIMALS = { minimumFractionDigits: 2, maximumFractionDigits: 6 };
