import { useId } from 'preact/hooks';
import { vendorLabel } from '../parts/vendor.ts';
import { addClient } from '../service/session.ts';
import type { CustomerName } from './customer.ts';

interface VendorSignInProps {
  readonly whose: CustomerName;
  onDone?: () => void;
}

/** Asks for what a client of the vendor signs in with: vendors' own routes take no operator's key. */
export function VendorSignIn({ whose: { vendor, tenant }, onDone }: VendorSignInProps) {
  const hint = useId();
  function submit(event: SubmitEvent) {
    event.preventDefault();
    const given = String(new FormData(event.currentTarget as HTMLFormElement).get('authorization')).trim();
    // Every vendor's scheme is the same, so that a bare token will do.
    addClient({ vendor, tenant, authorization: given.includes(' ') ? given : `Bearer ${given}` });
    onDone?.();
  }
  return (
    <form class="card" onSubmit={submit}>
      <h3>As a client of {vendorLabel(vendor)}</h3>
      <p id={hint} class="muted">
        The vendor’s own route takes a credential of tenant <code>{tenant}</code>, and not an operator’s key.
        It is kept in the memory of this page alone. This makes one: its <code>authorization</code> is what is
        asked for.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys */}
      <pre class="panel-command" tabIndex={0}>
        {commandFor(vendor, tenant)}
      </pre>
      <label>
        Authorization
        <input
          name="authorization"
          type="password"
          autocomplete="off"
          spellcheck={false}
          required
          placeholder="Bearer …"
          aria-describedby={hint}
        />
      </label>
      <div class="row">
        <button type="submit">Use it</button>
      </div>
    </form>
  );
}

function commandFor(vendor: string, tenant: string): string {
  const make = `npm run --silent credentials -- ${vendor}`;
  if (vendor === 'amili') return `${make} --client ${tenant}`;
  const [mode, company] = tenant.split(':');
  return company ? `${make} --company ${company} --mode ${mode}` : `${make} --company ${tenant}`;
}
