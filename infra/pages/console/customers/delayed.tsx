import { useEffect, useRef, useState } from 'preact/hooks';

interface DelayedProps {
  readonly label: string;
  readonly value: string;
  readonly set: (value: string) => void;
  readonly type?: 'search' | 'date';
  readonly maxLength?: number;
}

/** Milliseconds after the last key: who types goes on sooner. */
const DELAY = 300;

/** A field whose value is set a moment after somebody has stopped typing, and at once when the field is left. */
export function Delayed({ label, value, set, type = 'search', maxLength }: DelayedProps) {
  const [text, setText] = useState(value);
  const waiting = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const stop = () => {
    clearTimeout(waiting.current);
    waiting.current = undefined;
  };
  // The address may have changed by other ways: back, or cleared.
  useEffect(() => setText(value), [value]);
  useEffect(() => stop, []);
  function typed(next: string) {
    stop();
    setText(next);
    waiting.current = setTimeout(() => set(next), DELAY);
  }
  function finish() {
    if (waiting.current === undefined) return;
    stop();
    if (text !== value) set(text);
  }
  return (
    <label>
      {label}
      <input
        // The types tell each kind of input from the others.
        type={type as 'search'}
        value={text}
        autocomplete="off"
        spellcheck={false}
        {...(maxLength !== undefined && { maxLength })}
        onInput={({ currentTarget }) => typed(currentTarget.value)}
        onBlur={finish}
        onKeyDown={({ key }) => key === 'Enter' && finish()}
      />
    </label>
  );
}
