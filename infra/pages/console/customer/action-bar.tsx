import type { Action, Offer } from './actions.ts';

/** A button for each thing that can be done; of those that cannot, it says why. */
export function ActionBar({ offers, open }: { offers: readonly Offer[]; open: (action: Action) => void }) {
  const impossible = offers.filter(({ action }) => !action);
  return (
    <section class="actions" aria-label="What can be done">
      <div class="row">
        {offers.map(({ name, action }) => (
          <button
            key={name}
            type="button"
            class={action?.isDangerous ? 'danger' : 'quiet'}
            disabled={!action}
            aria-describedby={action ? undefined : idOf(name)}
            onClick={() => action && open(action)}
          >
            {name}
          </button>
        ))}
      </div>
      {impossible.length > 0 && (
        <ul class="impossible muted" aria-label="Not possible now">
          {impossible.map(({ name, why }) => (
            <li key={name} id={idOf(name)}>
              {name}: {why}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

const idOf = (name: string): string => `not-${name.toLowerCase().replaceAll(' ', '-')}`;
