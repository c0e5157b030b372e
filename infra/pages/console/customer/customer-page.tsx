import { useEffect, useRef, useState } from 'preact/hooks';
import { useLoaded } from '../loaded.ts';
import { Problem } from '../parts/problem.tsx';
import { State } from '../parts/state.tsx';
import { linkTo } from '../route.ts';
import { Refusal } from '../service/ask.ts';
import '../styles/customer.css';
import { vendorLabel } from '../parts/vendor.ts';
import { ActionBar } from './action-bar.tsx';
import { ActionPanel } from './action-panel.tsx';
import { type Action, offersFor } from './actions.ts';
import { type CustomerName, readCustomer, type Seen } from './customer.ts';
import { Dependents } from './dependents.tsx';
import { Facts } from './facts.tsx';
import { History } from './history.tsx';
import { Profile } from './profile.tsx';
import { useRefocus } from './refocus.ts';
import { Verdict } from './verdict.tsx';

/** A customer. */
export function CustomerPage(whose: CustomerName) {
  const [turn, setTurn] = useState(0);
  const [opened, setOpened] = useState<Action>();
  const { value, error } = useLoaded((signal) => readCustomer(whose, signal), [turn]);
  // What was seen stays to be seen where it cannot be read again.
  const last = useRef<Seen | undefined>(undefined);
  if (value) last.current = value;
  const seen = value ?? last.current;
  const isGone = error instanceof Refusal && error.exchange.status === 404;
  const refresh = () => setTurn((before) => before + 1);
  useRefocus(turn, [value, opened]);
  useTitle(seen?.customer.name ?? whose.id);
  return (
    <>
      <Path of={whose} />
      {error && (isGone ? <NotThere of={whose} /> : <Problem error={error} retry={refresh} />)}
      {!seen && !error && <p class="loading">Loading…</p>}
      {!seen && error && !isGone && <h1>{whose.id}</h1>}
      {seen && !isGone && <Shown {...{ seen, whose, turn, open: setOpened }} />}
      {opened && (
        <ActionPanel
          action={seen ? asItIsNow(opened, seen) : opened}
          {...{ whose, onEnd: refresh, close: () => setOpened(undefined) }}
        />
      )}
    </>
  );
}

interface ShownProps {
  readonly seen: Seen;
  readonly whose: CustomerName;
  readonly turn: number;
  open(action: Action): void;
}

function Shown({ seen, whose, turn, open }: ShownProps) {
  const { customer, preview } = seen;
  return (
    <>
      <header class="customer-head">
        <h1>
          <bdi>{customer.name ?? customer.id}</bdi>
        </h1>
        <State state={customer.state} isProtected={customer.protection !== null} />
        <Verdict preview={preview} />
      </header>
      <ActionBar offers={offersFor(seen)} open={open} />
      <div class="customer-parts">
        <Facts customer={customer} whose={whose} />
        <Profile customer={customer} />
      </div>
      <Dependents {...{ customer, preview, whose, turn, open }} />
      <History {...{ whose, turn, version: customer.version }} />
    </>
  );
}

/** The same action on the customer as it is by now; what can no longer be done stays as it was. */
const asItIsNow = (action: Action, seen: Seen): Action =>
  offersFor(seen).find((offer) => offer.action?.title === action.title)?.action ?? action;

function Path({ of: { vendor, tenant, id } }: { of: CustomerName }) {
  return (
    <nav class="customer-path" aria-label="Where this is">
      <ol>
        <li class="path-step">
          <a href={linkTo(['customers'])}>Customers</a>
        </li>
        <li class="path-step">
          <a href={linkTo(['customers'], { vendor })}>{vendorLabel(vendor)}</a>
        </li>
        <li class="path-step">
          <a href={linkTo(['customers'], { vendor, tenant })}>{tenant}</a>
        </li>
        <li class="path-step" aria-current="page">
          {id}
        </li>
      </ol>
    </nav>
  );
}

function NotThere({ of: { vendor, tenant, id } }: { of: CustomerName }) {
  return (
    <div class="card">
      <h1>There is no such customer</h1>
      <p>
        <code>{id}</code> of {vendorLabel(vendor)} <code>{tenant}</code>: it never was, it was deleted so long
        ago that nothing of it is stored any more, or your key does not reach its tenant.
      </p>
    </div>
  );
}

/** The page's title while it is shown. */
function useTitle(title: string): void {
  useEffect(() => {
    const before = document.title;
    document.title = `${title} · offboard`;
    return () => {
      document.title = before;
    };
  }, [title]);
}
