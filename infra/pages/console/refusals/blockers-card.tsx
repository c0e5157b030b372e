import { type BlockerRow, type BlockerThen, blockerRows } from './blocker-rows.ts';
import type { Now } from './now.ts';
import { WideTable } from './wide-table.tsx';

interface BlockersCardProps {
  /** Those that the entry of the refusal names, at most five. */
  readonly blockers: readonly BlockerThen[];
  readonly word: string;
  readonly now: Now;
}

/** What was in the way of the delete, and whether it still is. */
export function BlockersCard({ blockers, word, now }: BlockersCardProps) {
  const rows = blockerRows(blockers, now.preview);
  if (rows.length === 0 && word !== 'linked') return null;
  return (
    <section class="card" aria-labelledby="blockers">
      <h2 id="blockers">What made it so</h2>
      {rows.length === 0 ? (
        <p class="muted">Nothing refers to it now, and the history does not name what did then.</p>
      ) : (
        <Table rows={rows} />
      )}
      {word === 'linked' && (
        <p class="muted">
          The history names up to five of what was in the way, of deletes of many none.
          {now.preview?.more_blockers && ' More refers to it now than is shown.'}
        </p>
      )}
    </section>
  );
}

function Table({ rows }: { rows: readonly BlockerRow[] }) {
  return (
    <WideTable
      label="What was in the way"
      numbers={['Amount']}
      columns={['What', 'Number', 'Amount', 'State', 'Then', 'Now', 'What clears it']}
    >
      {rows.map(({ kind, id, wasNamed, is, dependent }) => (
        <tr key={`${kind} ${id}`}>
          <td>{kind.replaceAll('_', ' ')}</td>
          <td>{dependent?.number ?? id}</td>
          <td class="number">{amountOf(dependent)}</td>
          <td>{dependent?.state ?? '–'}</td>
          <td>{wasNamed ? 'in the way' : 'not named'}</td>
          <td>{NOW[is]}</td>
          <td class="wrap">
            {dependent?.clearing && (
              <code>
                {dependent.clearing.method} {dependent.clearing.path}
              </code>
            )}{' '}
            {dependent?.reason}
            {!dependent && '–'}
          </td>
        </tr>
      ))}
    </WideTable>
  );
}

const NOW = { blocking: '✗ in the way', cleared: '✓ cleared', unknown: 'not among those shown' };

const amountOf = (dependent: BlockerRow['dependent']): string =>
  dependent?.amount == null
    ? '–'
    : [dependent.amount.toLocaleString('en-GB', { minimumFractionDigits: 2 }), dependent.currency]
        .filter(Boolean)
        .join(' ');
