import { tagOf } from '../../../shared/receivables/customers/tag.ts';
import { stateOf } from '../../../shared/receivables/lists/listing.ts';
import type { Stamp } from '../../../shared/receivables/stamp.ts';
import { printable } from '../../printable.ts';
import { type Style, styled } from '../../styled.ts';
import { blockerLines, wordsOf } from './blocker-lines.ts';
import type { Explained } from './explain.ts';
import { historyLines } from './history-lines.ts';
import { nextStep, operatorPath } from './next-step.ts';

/** Blockers that are shown one by one. */
const MOST_BLOCKERS = 5;

const STYLES: Readonly<Record<string, Style>> = { ACTIVE: 'green', INACTIVE: 'yellow', DELETED: 'red' };

/** What an operator has to know of a customer, on one screen. What clients wrote moves no cursor. */
export function screen(explained: Explained, restorationDays: number | undefined, now: Date): string {
  const { ref, rules, customer } = explained;
  const name = rules.nameOf(customer);
  const who = [name, `${ref.vendor} ${ref.tenant} ${rules.idOf(customer)}`].filter(Boolean).join('  ');
  return [
    styled('bold', printable(who)),
    ...facts(explained).flatMap(factLine),
    ...section('In the way of a delete', blockers(explained)),
    ...section('History', explained.history.flatMap(historyLines)),
    ...section('Next', [nextStep(explained, restorationDays, now)]),
    '',
  ].join('\n');
}

type Fact = readonly [label: string, value: string | undefined, style?: Style];

function facts({ customer, kinds }: Explained): Fact[] {
  const { creation, update, deactivation, deletion, protection, version } = customer;
  const state = stateOf(customer);
  const last = deletion ?? deactivation ?? creation;
  return [
    ['state', state.toLowerCase(), STYLES[state] as Style],
    ['created', stampText(creation)],
    ['changed', update.requestId === last.requestId ? undefined : stampText(update)],
    ['deactivated', deactivation && stampText(deactivation)],
    ['deleted', deletion && stampText(deletion)],
    ['protected', protection && stampText(protection), 'yellow'],
    ['version', `${version}, tag "${tagOf(customer)}"`],
    ['links', linksText(customer.linkCount, kinds), customer.linkCount === 0 ? undefined : 'yellow'],
  ] as Fact[];
}

function factLine([label, value, style]: Fact): string[] {
  if (value === undefined) return [];
  const text = printable(value);
  return [`  ${label.padEnd(12)}${style ? styled(style, text) : text}`];
}

const stampText = ({ at, by, operation, requestId, reason }: Stamp): string =>
  [
    `${at} by ${by}`,
    operation,
    `request ${requestId}`,
    reason === undefined ? undefined : `reason: ${reason}`,
  ]
    .filter((part) => part !== undefined)
    .join(', ');

function linksText(linkCount: number | undefined, kinds: Explained['kinds']): string {
  const all = Object.entries(kinds ?? {}).map(([kind, count]) => `${count} × ${wordsOf(kind)}`);
  return [linkCount === undefined ? 'not known' : String(linkCount), all.join(', ')]
    .filter(Boolean)
    .join(': ');
}

function blockers(explained: Explained): string[] {
  const { blockers = [], isMore = false } = explained.held ?? {};
  const left = blockers.length - MOST_BLOCKERS;
  const more = isMore ? 'more' : `${left} more`;
  return [
    ...blockers.slice(0, MOST_BLOCKERS).flatMap(blockerLines),
    ...(left > 0 || isMore ? [`and ${more}: GET ${operatorPath(explained)}/dependents`] : []),
  ];
}

const section = (title: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : ['', styled('bold', title), ...lines.map((line) => `  ${printable(line)}`)];
