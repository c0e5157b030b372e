import type { RequestEntry } from '../../../../functions/operator/history/entry-response.ts';
import type { RecordedRequest } from '../../../local/sandbox/shapes.ts';
import { askFor, Refusal } from '../service/ask.ts';
import { askOperator, config } from '../service/session.ts';
import { firstOf } from './first-of.ts';

export interface TenantName {
  readonly vendor: string;
  readonly tenant: string;
}

/** What is known of a request. */
export interface Found {
  /** As the local stack's gateway has recorded it. */
  readonly recorded?: RecordedRequest | undefined;
  /** Whose histories have entries of it. */
  readonly tenant?: TenantName | undefined;
  readonly entries: readonly RequestEntry[];
  /** Whether it has more entries than were read. */
  readonly isMore: boolean;
  /** Where was looked. */
  readonly searched: number;
}

interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** Tenants that are asked at a time. */
const AT_ONCE = 6;

/** Entries that are read at most: one delete of many may have hundreds. */
const MOST_ENTRIES = 500;

/** Looks for a request where the tenant is known, else everywhere that the key reaches, until somebody knows it. */
export async function lookUp(id: string, known: TenantName | undefined, signal: AbortSignal): Promise<Found> {
  const recorded = await recordedRequest(id, signal);
  const tenants = known ? [known] : await tenantsOf(recorded, signal);
  // The local recorder knows the id of a trace, histories that of its request.
  const requestId = recorded?.requestId ?? id;
  const found = await firstOf(tenants, AT_ONCE, async (tenant) => {
    const read = await readEntries(tenant, requestId, signal);
    return read.entries.length > 0 ? { tenant, ...read } : undefined;
  });
  return { recorded, entries: [], isMore: false, ...found, searched: tenants.length };
}

async function recordedRequest(id: string, signal: AbortSignal): Promise<RecordedRequest | undefined> {
  if (!config.value?.sandbox) return undefined;
  return unlessMissing(
    askFor<RecordedRequest>(
      { method: 'GET', path: `/sandbox/requests/${encodeURIComponent(id)}` },
      undefined,
      signal,
    ),
  );
}

/** Those of the vendor whose route took the request, where that is known. */
async function tenantsOf(recorded: RecordedRequest | undefined, signal: AbortSignal): Promise<TenantName[]> {
  const [dialect] = recorded?.operation?.split('/') ?? [];
  const isOfVendor = ({ vendor }: TenantName) =>
    dialect === undefined || dialect === 'operator' || dialect === vendor || dialect.startsWith(`${vendor}-`);
  const tenants: TenantName[] = [];
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ limit: '100', ...(cursor && { cursor }) });
    const page: Page<TenantName> = await askOperator(`/operator/v1/tenants?${query}`, signal);
    tenants.push(...page.items.filter(isOfVendor));
    cursor = page.next;
  } while (cursor !== null);
  return tenants;
}

async function readEntries({ vendor, tenant }: TenantName, id: string, signal: AbortSignal) {
  const path = ['/operator/v1', vendor, encodeURIComponent(tenant), 'requests', encodeURIComponent(id)].join(
    '/',
  );
  const entries: RequestEntry[] = [];
  let cursor: string | null = null;
  do {
    const query = new URLSearchParams({ limit: '100', ...(cursor && { cursor }) });
    const page = await unlessMissing(askOperator<Page<RequestEntry>>(`${path}?${query}`, signal));
    entries.push(...(page?.items ?? []));
    cursor = page?.next ?? null;
  } while (cursor !== null && entries.length < MOST_ENTRIES);
  return { entries, isMore: cursor !== null };
}

async function unlessMissing<Body>(asked: Promise<Body>): Promise<Body | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refusal && error.exchange.status === 404) return undefined;
    throw error;
  }
}
