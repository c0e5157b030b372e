import { vendorLabel } from '../parts/vendor.ts';
import type { Customer } from './customer.ts';

/** The vendor's own fields, those that hold something. */
export function Profile({ customer: { profile, state, vendor } }: { customer: Customer }) {
  return (
    <section class="card" aria-labelledby="profile">
      <h2 id="profile">Fields</h2>
      {isEmpty(profile) ? (
        <p class="muted">
          {state === 'deleted'
            ? 'Of a deleted customer none are shown: they are personal data.'
            : `${vendorLabel(vendor)} stores none of it.`}
        </p>
      ) : (
        <Fields of={profile} />
      )}
    </section>
  );
}

function Fields({ of }: { of: object }) {
  const held = Object.entries(of)
    .filter(([, value]) => !isEmpty(value))
    .sort(byName);
  return (
    <dl class="customer-fields">
      {held.map(([name, value]) => (
        <div key={name} data-nested={typeof value === 'object' || undefined}>
          <dt>{name}</dt>
          <dd>
            <Value of={value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** DynamoDB does not keep the order of a map. */
const byName = ([one]: [string, unknown], [other]: [string, unknown]): number => (one < other ? -1 : 1);

function Value({ of }: { of: unknown }) {
  if (Array.isArray(of))
    return (
      <ol class="field-values">
        {of.map((each, index) => (
          <li key={index}>
            <Value of={each} />
          </li>
        ))}
      </ol>
    );
  if (typeof of === 'object' && of !== null) return <Fields of={of} />;
  return <bdi>{String(of)}</bdi>;
}

/** Whether there is nothing to read in it, however deep. */
function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined || value === '') return true;
  return typeof value === 'object' && Object.values(value).every(isEmpty);
}
