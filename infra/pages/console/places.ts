import type { ComponentType } from 'preact';
import { lazy } from 'preact/compat';

/** A page of the console. */
export interface Place {
  /** The first word of its address. */
  readonly name: string;
  readonly title: string;
  readonly Page: ComponentType;
  /** Whether only a laptop has it. */
  readonly isLocal?: true;
}

/** In the order of the navigation. Each is loaded when somebody first goes there. */
export const PLACES: readonly Place[] = [
  { name: 'customers', title: 'Customers', Page: lazy(() => import('./customers/customers-page.tsx')) },
  { name: 'refusals', title: 'Refusals', Page: lazy(() => import('./refusals/refusals-page.tsx')) },
  { name: 'live', title: 'Live', Page: lazy(() => import('./live/live-page.tsx')) },
  { name: 'charts', title: 'Charts', Page: lazy(() => import('./charts/charts-page.tsx')) },
  {
    name: 'sandbox',
    title: 'Sandbox',
    Page: lazy(() => import('./sandbox/sandbox-page.tsx')),
    isLocal: true,
  },
];
