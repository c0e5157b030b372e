import type { Fault } from '../../../local/sandbox/shapes.ts';
import { deedOf, fitting } from './fault-words.ts';

interface FaultTableProps {
  readonly faults: readonly Fault[];
  readonly isBusy: boolean;
  readonly remove: (fault: Fault) => void;
}

export function FaultTable({ faults, isBusy, remove }: FaultTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section class="scroll" tabIndex={0} aria-label="Faults that are set">
      <table>
        <thead>
          <tr>
            <th scope="col">What it does</th>
            <th scope="col">To which requests</th>
            <th scope="col" class="number">
              Met
            </th>
            <th scope="col" class="actions">
              Actions
            </th>
          </tr>
        </thead>
        <tbody>
          {faults.map((fault) => (
            <tr key={fault.id}>
              <td>{deedOf(fault)}</td>
              <td class="name">{fitting(fault)}</td>
              <td class="number">{metOf(fault)}</td>
              <td class="actions">
                <button
                  type="button"
                  class="quiet"
                  disabled={isBusy}
                  aria-label={`Remove: ${deedOf(fault)}`}
                  onClick={() => remove(fault)}
                >
                  Remove
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

const metOf = ({ met, times }: Fault): string =>
  `${met.toLocaleString('en-GB')}${times === undefined ? '' : ` of ${times.toLocaleString('en-GB')}`}`;
