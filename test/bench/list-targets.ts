import type { MeasuredList, MeasuredWrites } from './measures/lists.ts';
import type { MeasuredSearch } from './measures/searches.ts';
import type { MeasuredPage } from './measures/snapshots.ts';
import { against } from './ratios.ts';
import type { Results } from './results.ts';
import type { Row } from './row.ts';
import { median, ratioOf } from './statistics.ts';

/** Of a list of a thousand customers. */
const MOST_MILLISECONDS = 60;
const MOST_UNITS = 60;
const MOST_MEGABYTES = 200;
/** Rows of invoices have some twelve values each, those of customers half as many. */
const MOST_MEGABYTES_TO_SEARCH = 250;
const MOST_TO_WRITE = 1.25;
const MOST_TO_READ_A_PAGE = 1.5;

/** What lists take, alone and to the naive peer, and what a row costs its item's write. */
export function listRows({ lists: { lists, memory, writes }, searches, snapshots }: Results): Row[] {
  const page = against(snapshots.page.rounds, 'page', (milliseconds) => milliseconds, 'BatchGet') as number;
  return [
    ...lists.map(listRow),
    {
      what: `list of ${memory.customers} customers, filtered: megabytes of a fresh process`,
      target: `≤ ${MOST_MEGABYTES}`,
      measured: memory.megabytes.toFixed(0),
      met: memory.megabytes <= MOST_MEGABYTES,
    },
    ...writes.flatMap(writeRows),
    ...searches.searches.map(searchRow),
    {
      what: `search among ${searches.memory.records} records by customers: megabytes of a fresh process`,
      target: `≤ ${MOST_MEGABYTES_TO_SEARCH}`,
      measured: searches.memory.megabytes.toFixed(0),
      met: searches.memory.megabytes <= MOST_MEGABYTES_TO_SEARCH,
    },
    ...snapshots.lists.map(pageRow),
    {
      what: `a later page of ${snapshots.page.size} customers, to a BatchGet of their keys: time`,
      target: `≤ ${MOST_TO_READ_A_PAGE}`,
      measured: page.toFixed(2),
      met: page <= MOST_TO_READ_A_PAGE,
    },
  ];
}

function writeRows({ customers, rounds }: MeasuredWrites): Row[] {
  const of = (way: string, name: 'clock' | 'units') => (rounds.get(way) ?? []).map((round) => round[name]);
  const time = ratioOf(of('with', 'clock'), of('without', 'clock'));
  const units = ['with', 'without'].map((way) => median(of(way, 'units')));
  const what = `creation among ${customers} customers, with its row to one without`;
  return [
    {
      what: `${what}: time`,
      target: `≤ ${MOST_TO_WRITE}`,
      measured: time.toFixed(2),
      met: time <= MOST_TO_WRITE,
    },
    { what: `${what}: write units`, target: '', measured: units.join(' to ') },
  ];
}

/** Times are those of the machine: only the size that most companies have is held to a target. */
function listRow({ customers, list, ours, naive }: MeasuredList): Row {
  const words = ({ milliseconds, units }: MeasuredList['ours']) =>
    `${milliseconds.toFixed(0)} ms and ${units} read units`;
  const ratios = [ours.milliseconds / naive.milliseconds, ours.units / naive.units];
  return {
    what: `list of ${customers} customers, ${list}; to reading them all: time, units`,
    target: customers === 1_000 ? `≤ ${MOST_MILLISECONDS} ms, ≤ ${MOST_UNITS} units` : '',
    measured: `${words(ours)}; ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')}`,
    ...(customers === 1_000 && {
      met: ours.milliseconds <= MOST_MILLISECONDS && ours.units <= MOST_UNITS,
    }),
  };
}

const searchRow = ({ records, search, milliseconds, units }: MeasuredSearch): Row => ({
  what: `search of invoices among ${records} records, ${search}`,
  target: '',
  measured: `${milliseconds.toFixed(0)} ms and ${units} read units`,
});

const pageRow = ({ records, list, milliseconds, units }: MeasuredPage): Row => ({
  what: `list of ${list}, among ${records} records`,
  target: '',
  measured: `${milliseconds.toFixed(0)} ms and ${units} units`,
});
