import type { RequestEntry } from '../../../../functions/operator/history/entry-response.ts';
import { linkTo } from '../route.ts';
import type { TenantName } from './lookup.ts';
import { RefusalWord, wordsOf } from './refusal-word.tsx';
import { WideTable } from './wide-table.tsx';

interface ChangesCardProps {
  readonly title: string;
  readonly entries: readonly RequestEntry[];
  readonly tenant: TenantName;
  readonly isMore: boolean;
  /** The refused delete that the page is about, of many. */
  readonly shown?: RequestEntry;
}

/** What a request did to each: what changed, or why not. */
export function ChangesCard({ title, entries, tenant, isMore, shown }: ChangesCardProps) {
  return (
    <section class="card" aria-label={title}>
      <h2>{title}</h2>
      <WideTable
        label={`${title}, one by one`}
        isLong
        columns={['What', 'Id', 'Change', 'Fields', 'Customer']}
      >
        {entries.map((entry) => (
          <Row
            key={`${entry.kind} ${entry.id} ${entry.change}`}
            {...{ entry, tenant }}
            isShown={entry === shown}
          />
        ))}
      </WideTable>
      {isMore && <p class="muted">It has more entries than are shown here.</p>}
    </section>
  );
}

interface RowProps {
  readonly entry: RequestEntry;
  readonly tenant: TenantName;
  readonly isShown: boolean;
}

function Row({ entry, tenant: { vendor, tenant }, isShown }: RowProps) {
  const { kind, id, change, refusal, changed, customer_id, request_id } = entry;
  const customer = kind === 'customer' ? id : customer_id;
  return (
    <tr aria-current={isShown ? 'true' : undefined}>
      <td>{kind.replaceAll('_', ' ')}</td>
      <td>{id}</td>
      <td>
        {refusal === null ? (
          change.replaceAll('_', ' ')
        ) : (
          <a
            href={linkTo(['refusals', request_id], { vendor, tenant, customer: id })}
            aria-label={`${wordsOf(refusal)}: why was the delete of ${id} refused?`}
          >
            <RefusalWord word={refusal} />
          </a>
        )}
      </td>
      <td class="wrap">{changed.join(', ') || '–'}</td>
      <td>
        {customer === null ? '–' : <a href={linkTo(['customers', vendor, tenant, customer])}>{customer}</a>}
      </td>
    </tr>
  );
}
