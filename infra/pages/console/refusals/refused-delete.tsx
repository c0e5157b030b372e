import type { RequestEntry } from '../../../../functions/operator/history/entry-response.ts';
import type { RecordedRequest } from '../../../local/sandbox/shapes.ts';
import { useLoaded } from '../loaded.ts';
import { Problem } from '../parts/problem.tsx';
import { State } from '../parts/state.tsx';
import { Time } from '../parts/time.tsx';
import { vendorLabel } from '../parts/vendor.ts';
import { linkTo } from '../route.ts';
import { AnswerCard } from './answer-card.tsx';
import { BlockersCard } from './blockers-card.tsx';
import { ConditionCard } from './condition-card.tsx';
import type { TenantName } from './lookup.ts';
import { NextCard } from './next-card.tsx';
import { type Customer, readNow } from './now.ts';
import { RULES } from './rules.ts';

interface RefusedDeleteProps {
  readonly entry: RequestEntry;
  readonly tenant: TenantName;
  readonly recorded: RecordedRequest | undefined;
}

/** A delete that was refused: why, what made it so, and what can be done about it. */
export function RefusedDelete({ entry, tenant, recorded }: RefusedDeleteProps) {
  const { id } = entry;
  const whose = { ...tenant, id };
  const { value: now, error, isLoading, reload } = useLoaded((signal) => readNow(whose, signal), [id]);
  const word = entry.refusal ?? '';
  return (
    <>
      <section class="card verdict" aria-labelledby="verdict">
        <h2 id="verdict">
          The delete of{' '}
          <a href={linkTo(['customers', tenant.vendor, tenant.tenant, id])}>{now?.customer?.name || id}</a>{' '}
          was refused because {RULES[word]?.because ?? word}.
        </h2>
        <Facts {...{ entry, tenant }} customer={now?.customer} />
      </section>
      {recorded && <AnswerCard recorded={recorded} />}
      <ConditionCard {...{ recorded, word }} customerId={id} />
      {error && <Problem error={error} retry={reload} />}
      {!now && isLoading && <p class="loading">Asking what is in its way now…</p>}
      {now && <BlockersCard blockers={entry.blockers} {...{ word, now }} />}
      {now && <NextCard {...{ word, now, whose, reload, isLoading }} />}
    </>
  );
}

interface FactsProps {
  readonly entry: RequestEntry;
  readonly tenant: TenantName;
  readonly customer: Customer | undefined;
}

function Facts({ entry, tenant, customer }: FactsProps) {
  const { at, by, operation, reason, version, request_id, trace_id } = entry;
  return (
    <dl class="facts">
      <Fact name="When">
        <Time at={at} />
      </Fact>
      <Fact name="By">{by}</Fact>
      <Fact name="Operation">{operation === null ? 'not known' : <code>{operation}</code>}</Fact>
      <Fact name="Reason given">{reason ?? 'none'}</Fact>
      <Fact name="Vendor and tenant">
        {vendorLabel(tenant.vendor)} {tenant.tenant}
      </Fact>
      <Fact name="Customer">
        {entry.id}, version {version} then
        {customer && (
          <>
            , now {customer.version} and <State state={customer.state} isProtected={customer.is_protected} />
          </>
        )}
      </Fact>
      <Fact name="Request id">
        <code>{request_id}</code>
      </Fact>
      <Fact name="Told to the client">{trace_id === null ? 'not known' : <code>{trace_id}</code>}</Fact>
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
