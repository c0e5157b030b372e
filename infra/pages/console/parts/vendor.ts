const LABELS: Readonly<Record<string, string>> = { enkash: 'EnKash', amili: 'Amili', beel: 'BeeL' };

/** What a vendor calls itself. */
export const vendorLabel = (vendor: string): string => LABELS[vendor] ?? vendor;
