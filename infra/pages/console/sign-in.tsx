import { useRef, useState } from 'preact/hooks';
import { Problem } from './parts/problem.tsx';
import { signedOutBy, signIn } from './service/session.ts';

/** Asks for an operator's key. */
export function SignIn() {
  const [error, setError] = useState<Error | undefined>(signedOutBy.value);
  const [isAsking, setAsking] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  async function submit(event: SubmitEvent) {
    event.preventDefault();
    if (isAsking) return;
    setAsking(true);
    setError(undefined);
    try {
      await signIn(field.current?.value ?? '');
    } catch (refused) {
      setError(refused as Error);
      setAsking(false);
      field.current?.focus();
    }
  }
  return (
    <form class="card sign-in" onSubmit={submit}>
      <h1>Sign in</h1>
      <p id="sign-in-help">
        With a key of the service’s operator, as <code>npm run credentials -- operator</code> makes it. It is
        kept in the memory of this page alone: reloading or closing the page signs you out.
      </p>
      <label>
        Key
        <input
          ref={field}
          name="key"
          type="password"
          autocomplete="off"
          spellcheck={false}
          required
          placeholder="offboard_operator_…"
          aria-describedby="sign-in-help"
        />
      </label>
      {error && <Problem error={error} />}
      <button type="submit" aria-disabled={isAsking}>
        {isAsking ? 'Signing in…' : 'Sign in'}
      </button>
    </form>
  );
}
