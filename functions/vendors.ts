import { amili } from './amili/vendor.ts';
import { beel } from './beel/vendor.ts';
import { enkash } from './enkash/vendor.ts';
import type { Vendor } from './vendor.ts';

/** The vendors by the names that keys have of them. Both generations of BeeL are one. */
export const vendors = { enkash, amili, beel } as const satisfies Record<string, Vendor>;

export type VendorName = keyof typeof vendors;

export const vendorNames = Object.keys(vendors) as [VendorName, ...VendorName[]];
