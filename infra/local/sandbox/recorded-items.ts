import { filled, filledStatement, type Placeholders } from './filled-expression.ts';

/** An item that a request to DynamoDB is about, and the condition that it is written on. */
export interface AskedItem {
  readonly key: string;
  readonly condition?: string;
}

type Item = Readonly<Record<string, unknown>>;

/** A request for one item, or one of a transaction. */
interface ItemRequest extends Placeholders {
  readonly TableName?: string;
  readonly Key?: Item;
  readonly Item?: Item;
  readonly ConditionExpression?: string;
}

interface Statement {
  readonly Statement: string;
  readonly Parameters?: readonly unknown[];
}

/** What of the inputs of the document client's commands says which items they are about. */
export interface CommandInput extends ItemRequest {
  readonly TransactItems?: readonly Readonly<Record<string, ItemRequest>>[];
  readonly Statements?: readonly Statement[];
  readonly RequestItems?: Readonly<Record<string, unknown>>;
  readonly KeyConditionExpression?: string;
}

/** The table of a request; of several the first. */
export function tableOf({ TableName, TransactItems, Statements, RequestItems }: CommandInput): string | null {
  const [first] = TransactItems?.flatMap((each) => Object.values(each)) ?? [];
  const [, stated] = /"([^"]+)"/.exec(Statements?.[0]?.Statement ?? '') ?? [];
  return TableName ?? first?.TableName ?? stated ?? Object.keys(RequestItems ?? {})[0] ?? null;
}

/** The items of a request in its order: refusals name them by their places. */
export function itemsOf(input: CommandInput): AskedItem[] {
  const { TransactItems, Statements, RequestItems, KeyConditionExpression } = input;
  if (TransactItems) return TransactItems.flatMap((each) => Object.values(each).map(itemOf));
  if (Statements) return Statements.map(itemOfStatement);
  if (RequestItems) return Object.values(RequestItems).flatMap(itemsOfBatch);
  if (KeyConditionExpression !== undefined) return [{ key: filled(KeyConditionExpression, input) }];
  return [itemOf(input)];
}

const itemOf = (request: ItemRequest): AskedItem => ({
  key: keyText(request.Key ?? request.Item ?? {}),
  ...(request.ConditionExpression !== undefined && {
    condition: filled(request.ConditionExpression, request),
  }),
});

/** `enkash#CEKFOWV7UQ#KCMW2U9R4H9HPNKC / CUSTOMER` */
const keyText = ({ pk, sk }: Item): string => [pk, sk].filter((part) => part !== undefined).join(' / ');

/** The item that a statement writes, and what it demands of it beside its key. */
function itemOfStatement({ Statement, Parameters }: Statement): AskedItem {
  const [, where = ''] = filledStatement(Statement, Parameters).split(/ WHERE (.*)/s);
  const [, pk = '', sk = '', condition] = KEYED.exec(where) ?? [];
  if (condition === undefined) return { key: where };
  return { key: keyText({ pk: pk.slice(1, -1), sk: sk.slice(1, -1) }), condition };
}

const KEYED = /^pk = ("(?:[^"\\]|\\.)*"|'[^']*') AND sk = ("(?:[^"\\]|\\.)*"|'[^']*') AND (.*)$/s;

/** Of a batch of reads the keys, of one of writes what each writes. */
function itemsOfBatch(batch: unknown): AskedItem[] {
  if (!Array.isArray(batch))
    return ((batch as { readonly Keys?: Item[] }).Keys ?? []).map((Key) => itemOf({ Key }));
  return batch.flatMap((each: Readonly<Record<string, ItemRequest>>) => Object.values(each).map(itemOf));
}
