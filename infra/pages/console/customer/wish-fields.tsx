import type { Action } from './actions.ts';
import type { Wishes } from './wishes.ts';

interface WishFieldsProps {
  readonly action: Action;
  readonly wishes: Wishes;
  setWishes(wishes: Wishes): void;
}

/** What may be said about an action before it is sent. */
export function WishFields({ action, wishes, setWishes }: WishFieldsProps) {
  const { reason, tag, mayBeDry, blanks = {} } = action;
  const change = (change: Partial<Wishes>) => setWishes({ ...wishes, ...change });
  return (
    <>
      {Object.entries(blanks).map(([name, words]) => (
        <label key={name}>
          {`${name}: ${words}`}
          <input
            value={wishes.filled[name] ?? ''}
            required
            spellcheck={false}
            onInput={({ currentTarget: { value } }) =>
              change({ filled: { ...wishes.filled, [name]: value } })
            }
          />
        </label>
      ))}
      {reason && (
        <label>
          {reason === 'body' ? 'Reason, for operators alone' : 'Reason, if there is one to tell'}
          <input
            value={wishes.reason}
            required={reason === 'body'}
            maxLength={200}
            dir="auto"
            onInput={({ currentTarget: { value } }) => change({ reason: value })}
          />
        </label>
      )}
      {tag && (
        <label class="check">
          <input
            type="checkbox"
            checked={wishes.ifUnchanged}
            onChange={({ currentTarget: { checked } }) => change({ ifUnchanged: checked })}
          />
          Only if it is unchanged since I looked
        </label>
      )}
      {mayBeDry && (
        <label class="check">
          <input
            type="checkbox"
            checked={wishes.isDry}
            onChange={({ currentTarget: { checked } }) => change({ isDry: checked })}
          />
          Dry run: decide, but write nothing
        </label>
      )}
    </>
  );
}
