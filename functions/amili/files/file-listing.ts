import type { Listing } from '../../../shared/receivables/lists/listing.ts';
import {
  all,
  asked,
  hasTexts,
  marked,
  marksOf,
  type Texts,
} from '../../../shared/receivables/lists/row-values.ts';
import type { RecordItem } from '../../../shared/receivables/records/record.ts';
import { caseless } from '../dialect/identifiers.ts';
import type { StoredFile } from './file.ts';
import type { Filters } from './file-filters.ts';

/** What rows have of a file. Tables outlive code: the names stay. */
interface Values {
  readonly marks?: readonly string[];
}

/** What lists know of a file. Their order is that of when it was stored. */
export const listingOf = (file: StoredFile, createdAt: string): Listing => ({
  values: marksOf(textsOf(file)) satisfies Values,
  order: createdAt,
});

/** What is asked for whole, by the filters that ask for it. */
const textsOf = ({ fileType, documentNo }: StoredFile): Texts => ({
  filetype: [caseless(fileType)],
  documentno: [documentNo && caseless(documentNo)],
});

/** The list that a client asks for, newest first. Days are those of createdDateTime, which is UTC. */
export function listOf({ filetype, documentno, createddatefrom: from, createddateto: to }: Filters) {
  const wanted = asked({
    filetype: filetype && caseless(filetype),
    documentno: documentno && caseless(documentno),
  });
  return {
    kind: 'FILE',
    states: ['LIVE'],
    descending: true,
    range: from === undefined && to === undefined ? undefined : { from, to },
    filter: all<Values>([marked(wanted)]),
    confirm: (files: readonly RecordItem<StoredFile>[]) =>
      files.filter(({ fields }) => hasTexts(wanted, textsOf(fields))),
  } as const;
}
