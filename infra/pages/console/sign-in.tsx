import { useState } from 'preact/hooks';
import { Problem } from './parts/problem.tsx';
import { signIn } from './service/session.ts';

/** Asks for an operator's key. */
export function SignIn() {
  const [error, setError] = useState<Error>();
  const [isAsking, setAsking] = useState(false);
  async function submit(event: SubmitEvent) {
    event.preventDefault();
    const key = String(new FormData(event.currentTarget as HTMLFormElement).get('key')).trim();
    setAsking(true);
    setError(undefined);
    try {
      await signIn(key);
    } catch (refused) {
      setError(refused as Error);
      setAsking(false);
    }
  }
  return (
    <form class="card sign-in" onSubmit={submit}>
      <h1>Sign in</h1>
      <p>
        With a key of the service’s operator, as <code>npm run credentials -- operator</code> makes it. It is
        kept in the memory of this page alone: closing the page signs you out.
      </p>
      <label>
        Key
        <input
          name="key"
          type="password"
          autocomplete="off"
          spellcheck={false}
          required
          placeholder="offboard_operator_…"
        />
      </label>
      {error && <Problem error={error} />}
      <button type="submit" disabled={isAsking}>
        Sign in
      </button>
    </form>
  );
}
