import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import type { Table } from '../../../shared/dynamodb/tables.ts';

/**
 * Told how far a recount has come.
 * @param read items read so far, in all scans together
 * @param total how many there will be, by what is known now; undefined while the size of the table is not known
 */
export type Tell = (what: string, read: number, total: number | undefined) => void;

/** How far a recount has come: how much it has read, and how much is still ahead. */
export class Course {
  readonly #tell: Tell;
  /** In the table, as far as is known. */
  #items: number | undefined;
  /** Read by the scans that are done. */
  #read = 0;

  constructor(items: number | undefined, tell: Tell = () => {}) {
    this.#items = items;
    this.#tell = tell;
  }

  /**
   * Follows a scan of the whole table.
   * @param ahead how many more scans there will be after it, if nothing else comes up
   * @returns what must be told after each page how many items the scan has read
   */
  follow(what: string, ahead: number): (read: number, isLast: boolean) => void {
    const tell = (read: number) => {
      // DynamoDB counts items every six hours: there may be more by now.
      const items = this.#items === undefined ? undefined : Math.max(this.#items, read);
      this.#tell(what, this.#read + read, items && this.#read + items * (1 + ahead));
    };
    return (read, isLast) => {
      if (isLast) this.#items = read;
      tell(read);
      if (isLast) this.#read += read;
    };
  }
}

/** Roughly how many items the table has. A table that was restored a moment ago says none, and nobody says so for us. */
export async function itemCount({ client, name }: Table): Promise<number | undefined> {
  try {
    const { Table } = await client.send(new DescribeTableCommand({ TableName: name }));
    return Table?.ItemCount || undefined;
  } catch {
    // It is only for the progress. What keeps us from the table, the first scan will say.
    return undefined;
  }
}
