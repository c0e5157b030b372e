import type { BrowserContextOptions, Page } from 'playwright-core';
import type { World } from './worlds/shapes.ts';

/** A page to take a picture of. */
export interface Picture {
  /** Of its file, without `.png`. */
  readonly name: string;
  /** Behind the service's URL. */
  readonly path: (world: World) => string;
  readonly view?: BrowserContextOptions;
  /** What is done on the page before. */
  readonly prepare?: (page: Page) => Promise<unknown>;
}

const customer = ({ customer: { vendor, tenant, id } }: World) =>
  `#/customers/${vendor}/${encodeURIComponent(tenant)}/${id}`;

const DARK = { colorScheme: 'dark' } as const;
/** What is behind the first screen is what these pages are for. */
const TALL = { viewport: { width: 1280, height: 1240 } };
const NARROW = { viewport: { width: 360, height: 780 } };

/** The main pages, some of them twice: in the dark, and on a telephone. */
export const PICTURES: readonly Picture[] = [
  { name: 'customers', path: () => '#/customers' },
  { name: 'customer', path: customer, view: TALL },
  { name: 'customer-dark', path: customer, view: DARK },
  { name: 'customer-narrow', path: customer, view: NARROW },
  { name: 'refusals', path: () => '#/refusals' },
  { name: 'refusal', path: ({ refusedTrace }) => `#/refusals/${refusedTrace}`, view: TALL },
  { name: 'live', path: () => '#/live' },
  { name: 'sandbox', path: () => '#/sandbox' },
  { name: 'charts', path: () => '#/charts' },
  {
    name: 'docs',
    path: () => 'docs',
    prepare: (page) => page.getByRole('link', { name: 'Delete a customer that no live' }).first().click(),
  },
];
