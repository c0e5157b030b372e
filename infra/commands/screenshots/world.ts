import type { Session } from '../../local/sandbox/shapes.ts';
import { Api } from '../smoke/api.ts';
import { amiliWorld } from './worlds/amili.ts';
import { beelWorld } from './worlds/beel.ts';
import { enkashWorld } from './worlds/enkash.ts';
import { fillTenants } from './worlds/others.ts';
import type { Client, World } from './worlds/shapes.ts';

/** Fills the samples' tenants by requests, as their clients would, and some more tenants at once. */
export async function makeWorld(url: string): Promise<World> {
  const api = new Api(url, new AbortController().signal);
  const { operator, clients } = await api.expect<Session>('GET /sandbox/session', {}, 200);
  const clientOf = (name: string): Client => {
    const found = clients.find(({ vendor }) => vendor === name);
    if (!found) throw new Error(`nobody may call as a client of ${name}`);
    return { api, operator, ...found };
  };
  await fillTenants();
  await amiliWorld(clientOf('amili'));
  await beelWorld(clientOf('beel'));
  return { url, ...(await enkashWorld(clientOf('enkash'))) };
}
