import { Refusal } from '../service/ask.ts';
import { ExchangeView } from './exchange.tsx';

/** What went wrong, in words; of a refused request with the request and its answer. */
export function Problem({ error, retry }: { error: Error; retry?: () => void }) {
  return (
    <div class="problem" role="alert">
      <p>{error.message}</p>
      {retry && (
        <button type="button" onClick={retry}>
          Try again
        </button>
      )}
      {error instanceof Refusal && (
        <details>
          <summary>The request and its answer</summary>
          <ExchangeView exchange={error.exchange} />
        </details>
      )}
    </div>
  );
}
