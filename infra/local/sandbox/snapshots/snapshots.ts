import { Refused, type SandboxRoute } from '../answer.ts';
import { useKeptClock } from '../clock.ts';
import type { Snapshot } from '../shapes.ts';
import {
  directoryOf,
  keepSnapshot,
  listSnapshots,
  readSnapshot,
  removeSnapshot,
  shown,
  tidySnapshots,
} from './kept.ts';
import { carryOutRestoration, prepareRestoration } from './restoration.ts';

/** What snapshots need of the service whose data they hold. */
export interface SnapshotsOf {
  readonly dataDir: string;
  /** By what the tables are called. */
  readonly stage: string;
  /** Stops the embedded DynamoDB, changes the data, and starts it again; undefined where the tables lie elsewhere. */
  readonly changeData: ((change: () => void) => Promise<void>) | undefined;
  /** Does something while no request and no worker is at work. */
  readonly whileStill: <Result>(work: () => Promise<Result>) => Promise<Result>;
  /** Is told, while still, that the data are others. */
  readonly changed: () => Promise<void>;
}

export interface Snapshots {
  readonly routes: readonly SandboxRoute[];
  /** Settles when none is being kept or brought back. */
  idle(): Promise<void>;
}

/** Named snapshots of the data: kept, and brought back. One after the other. */
export function createSnapshots({ dataDir, stage, changeData, whileStill, changed }: SnapshotsOf): Snapshots {
  tidySnapshots(dataDir);
  let turn: Promise<unknown> = Promise.resolve();
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const done = turn.then(work);
    turn = done.catch(() => {});
    return done;
  };
  const embedded = () => {
    if (!changeData)
      throw new Refused(
        409,
        'there are snapshots of the embedded DynamoDB alone: the tables lie in the one at DYNAMODB_ENDPOINT',
      );
    return changeData;
  };

  const keep = (name: string): Promise<Snapshot> =>
    inTurn(async () => shown(name, await whileStill(() => keepSnapshot(dataDir, name, stage))));

  const bringBack = (name: string): Promise<Snapshot> =>
    inTurn(async () => {
      const manifest = found(name);
      if (manifest.stage !== stage)
        throw new Refused(
          409,
          `the snapshot ${name} has the tables of LOCAL_STAGE ${manifest.stage}, not of ${stage}`,
        );
      const change = embedded();
      await prepareRestoration(dataDir, directoryOf(dataDir, name), new Date(manifest.at));
      await whileStill(async () => {
        await change(() => carryOutRestoration(dataDir));
        useKeptClock(dataDir);
        await changed();
      });
      return shown(name, manifest);
    });

  const remove = (name: string): Promise<Snapshot> =>
    inTurn(async () => {
      const manifest = found(name);
      removeSnapshot(dataDir, name);
      return shown(name, manifest);
    });

  function found(name: string) {
    const manifest = readSnapshot(dataDir, name);
    if (!manifest) throw new Refused(404, `there is no snapshot ${name}`);
    return manifest;
  }
  const withName =
    (work: (name: string) => Promise<Snapshot>): SandboxRoute['answer'] =>
    ({ path: { name = '' } }) => {
      embedded();
      if (!NAME.test(name)) throw new Refused(400, 'name: 1 to 64 small letters, digits and hyphens');
      return work(name);
    };
  return {
    routes: [
      { route: 'GET /sandbox/snapshots', answer: () => ({ items: embedded() && listSnapshots(dataDir) }) },
      { route: 'PUT /sandbox/snapshots/{name}', answer: withName(keep) },
      { route: 'DELETE /sandbox/snapshots/{name}', answer: withName(remove) },
      { route: 'POST /sandbox/snapshots/{name}/restoration', answer: withName(bringBack) },
    ],
    async idle() {
      await turn;
    },
  };
}

const NAME = /^[a-z0-9-]{1,64}$/;
