import * as z from 'zod/mini';
import { clientNo } from '../../../functions/amili/dialect/identifiers.ts';
import { companyId } from '../../../functions/enkash/dialect/identifiers.ts';
import { uuid } from '../../../shared/fields/identifiers.ts';
import type { Seeds } from '../../local/seeds.ts';
import { StartupError } from '../../startup-error.ts';
import { amiliSamples } from './samples/amili.ts';
import { beelSamples } from './samples/beel.ts';
import { enkashSamples } from './samples/enkash.ts';
import type { Samples } from './samples/samples.ts';

interface Vendor {
  /** How its tenants are called. */
  readonly form: string;
  isTenant(text: string): boolean;
  /** The tenant of the local stack's seeds. */
  own(seeds: Seeds): string;
  samples(tenant: string): Samples;
}

const vendors: Readonly<Record<string, Vendor>> = {
  enkash: {
    form: 'CEK…',
    isTenant: (text) => z.safeParse(companyId(), text).success,
    own: ({ enkash }) => enkash.companyId,
    samples: enkashSamples,
  },
  amili: {
    form: '<client number>',
    isTenant: (text) => z.safeParse(clientNo(), text).success,
    own: ({ amili }) => String(amili.clientNos[0]),
    samples: amiliSamples,
  },
  beel: {
    form: '<live|test>:<company uuid>',
    isTenant: (text) => /^(live|test):/.test(text) && z.safeParse(uuid(), text.slice(5)).success,
    own: ({ beel }) => `${beel.mode}:${beel.company}`,
    samples: beelSamples,
  },
};

/** Each way to name a tenant. */
export const TENANT_FORMS = Object.entries(vendors).map(([vendor, { form }]) => `${vendor}#${form}`);

/** A tenant that an option names. */
export interface NamedTenant {
  /** @param seeds the local stack's seeds, asked for where the option names a vendor alone */
  resolve(seeds: () => Promise<Seeds>): Promise<{
    /** `<vendor>#<tenant>`, as keys begin. */
    readonly name: string;
    readonly samples: Samples;
  }>;
}

/**
 * The tenant that an option names: `<vendor>#<tenant>`, or `<vendor>` alone for the one that the local stack's seeds
 * are in.
 * @throws StartupError when there is no such vendor, or its tenants have other names
 */
export function tenantNamed(option: string): NamedTenant {
  const [name = '', named] = option.split(/#(.*)/);
  const vendor = Object.hasOwn(vendors, name) ? vendors[name] : undefined;
  if (!vendor || (named !== undefined && !vendor.isTenant(named))) {
    const forms = [...Object.keys(vendors), ...TENANT_FORMS].join(', ');
    throw new StartupError(`--tenant ${option} is none of ${forms}`);
  }
  return {
    async resolve(seeds) {
      const tenant = named ?? vendor.own(await seeds());
      return { name: `${name}#${tenant}`, samples: vendor.samples(tenant) };
    },
  };
}
