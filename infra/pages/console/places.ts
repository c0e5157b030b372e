import type { ComponentType } from 'preact';
import { lazy } from 'preact/compat';

/** A page of the console. */
export interface Place {
  /** The first word of its address. */
  readonly name: string;
  readonly title: string;
  readonly Page: ComponentType;
  /** Whether only a laptop has it. */
  readonly isLocal: boolean;
  /** Its code. */
  readonly load: () => PageModule;
}

type PageModule = Promise<{ readonly default: ComponentType }>;

/** A page that is loaded when somebody first goes there. */
const place = (name: string, title: string, load: () => PageModule, isLocal = false): Place => ({
  ...{ name, title, load, isLocal },
  Page: lazy(load),
});

/** In the order of the navigation. */
export const PLACES: readonly Place[] = [
  place('customers', 'Customers', () => import('./customers/customers-page.tsx')),
  place('refusals', 'Refusals', () => import('./refusals/refusals-page.tsx')),
  place('live', 'Live', () => import('./live/live-page.tsx')),
  place('charts', 'Charts', () => import('./charts/charts-page.tsx')),
  place('sandbox', 'Sandbox', () => import('./sandbox/sandbox-page.tsx'), true),
];

/** The name of the place that a path leads to, whether there is one or not. */
export const placeNameIn = ([name = 'customers']: readonly string[]): string => name;

/** Loads a place's page before it is shown: while the console signs in nothing else has to wait. */
export function preload(name: string): void {
  // Whoever goes there is told when it does not come.
  PLACES.find((each) => each.name === name)
    ?.load()
    .catch(() => {});
}
