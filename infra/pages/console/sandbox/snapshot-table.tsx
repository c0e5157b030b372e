import type { Snapshot } from '../../../local/sandbox/shapes.ts';
import { Time } from '../parts/time.tsx';

interface SnapshotTableProps {
  readonly snapshots: readonly Snapshot[];
  readonly isBusy: boolean;
  readonly ask: (deed: 'bring back' | 'remove', snapshot: Snapshot) => void;
}

export function SnapshotTable({ snapshots, isBusy, ask }: SnapshotTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section class="scroll" tabIndex={0} aria-label="Snapshots that are kept">
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Kept</th>
            <th scope="col" class="number">
              Size
            </th>
            <th scope="col" class="actions">
              Actions
            </th>
          </tr>
        </thead>
        <tbody>
          {snapshots.map((snapshot) => (
            <tr key={snapshot.name}>
              <th scope="row" class="name">
                {snapshot.name}
              </th>
              <td class="kept">
                <Time at={snapshot.at} />
              </td>
              <td class="number">{sizeOf(snapshot.bytes)}</td>
              <td class="actions">
                <button
                  type="button"
                  class="quiet"
                  disabled={isBusy}
                  aria-label={`Bring back ${snapshot.name}`}
                  onClick={() => ask('bring back', snapshot)}
                >
                  Bring back
                </button>
                <button
                  type="button"
                  class="quiet"
                  disabled={isBusy}
                  aria-label={`Remove ${snapshot.name}`}
                  onClick={() => ask('remove', snapshot)}
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

/** `1.2 MB`, `40 KB` */
function sizeOf(bytes: number): string {
  const [size, unit] = bytes >= 1e6 ? [bytes / 1e6, 'MB'] : [bytes / 1e3, 'KB'];
  return `${size.toLocaleString('en-GB', { maximumFractionDigits: size < 10 ? 1 : 0 })} ${unit}`;
}
