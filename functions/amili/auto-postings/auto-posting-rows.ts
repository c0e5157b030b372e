import { isRefused, type RefusedPosting } from './auto-posting.ts';
import type { Made } from './auto-posting-round.ts';
import type { AutoPosting } from './auto-postings-request.ts';
import type { Answered, Rejected } from './auto-postings-response.ts';
import { type Method, NAMES } from './method.ts';

/** A posting that was made, or could be: then it has no ids yet. */
export function shown(
  method: Method,
  resultType: 'CREATED' | 'VALIDATED',
  { customer: { reference }, posting: { item }, target, settled }: Made,
): Answered['autoPostings'][number] {
  const isMade = resultType === 'CREATED';
  const documentNo = item.documentNo ?? target?.fields.documentNo;
  return {
    status: 'PROCESSED',
    resultType,
    message: `${NAMES[method]} ${isMade ? 'posted' : 'can be posted'}`,
    accountNo: reference.accountNo as number,
    customerNo: reference.customerNo as string,
    ...(documentNo !== undefined && { documentNo }),
    ...(isMade && { arItemId: item.arItemId }),
    ...(target && settled > 0 && { settledArItemId: target.fields.arItemId, settledAmount: settled }),
    ...(isMade && { voucherNo: item.voucherNo as number }),
    ...(item.paymentId !== undefined && { paymentId: item.paymentId }),
  };
}

/** All postings of a call that is refused: those without fault are refused with the others. */
export const rejectedRows = (
  method: Method,
  postings: readonly AutoPosting[],
  rows: readonly (Made | RefusedPosting)[],
): Rejected['autoPostings'] =>
  rows.map((row, index) => {
    const { accountNo, customerNo, documentNo, paymentId } = postings[index]!;
    const sent = { accountNo, customerNo, documentNo, paymentId };
    if (isRefused(row)) return { status: 'FAILED', resultType: row.word, message: row.message, ...sent };
    const known = shown(method, 'VALIDATED', row);
    return {
      status: 'FAILED',
      resultType: 'BATCH-REJECTED',
      message: `${NAMES[method]} not posted, because others of its call are refused`,
      accountNo: known.accountNo,
      customerNo: known.customerNo,
      documentNo: known.documentNo,
      paymentId,
    };
  });
