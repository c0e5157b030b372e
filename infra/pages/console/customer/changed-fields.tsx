/** What a field held before a change and after it; a side that is missing held nothing, or is not told. */
type Change = { readonly before?: unknown; readonly after?: unknown };

interface ChangedFieldsProps {
  readonly changed: Readonly<Record<string, Change>>;
  /** Whether it is shown without being asked for. */
  readonly isOpen: boolean;
}

/** The fields that a change has changed. */
export function ChangedFields({ changed, isOpen }: ChangedFieldsProps) {
  const fields = Object.entries(changed);
  return (
    <details open={isOpen}>
      <summary>{fields.length === 1 ? '1 field' : `${fields.length} fields`}</summary>
      <dl class="changed">
        {fields.map(([name, change]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <Sides {...change} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

function Sides({ before, after }: Change) {
  if (before === undefined && after === undefined) return null;
  return (
    <>
      {before === undefined ? <span class="muted">nothing</span> : <del>{text(before)}</del>}
      <span aria-hidden="true"> → </span>
      {after === undefined ? <span class="muted">nothing</span> : <ins>{text(after)}</ins>}
    </>
  );
}

const text = (value: unknown) => <bdi>{typeof value === 'string' ? value : JSON.stringify(value)}</bdi>;
