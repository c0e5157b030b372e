import * as z from 'zod/mini';
import { receivables } from '../../../shared/dynamodb/tables.ts';
import { daysAfter } from '../../../shared/fields/dates.ts';
import type { Documentation } from '../../../shared/http/documentation.ts';
import type { Failure } from '../../../shared/http/failure.ts';
import { lambda } from '../../../shared/http/lambda.ts';
import type { Operation } from '../../../shared/http/operation.ts';
import { stampOf } from '../../../shared/receivables/stamp.ts';
import { type AmiliAccess, tenantOf } from '../dialect/caller.ts';
import { amili } from '../dialect/dialect.ts';
import { responses } from '../dialect/envelope.ts';
import { refused } from '../dialect/errors.ts';
import { type AmiliNumbers, clientNo } from '../dialect/identifiers.ts';
import { dateInNorway } from '../ledger/dates.ts';
import { namesItem, targetIn } from '../ledger/target.ts';
import { shown } from './payment-reservation.ts';
import { type Requested, requested } from './payment-reservation-request.ts';
import { answered } from './payment-reservation-response.ts';
import { type ReservationOutcome, reservePayment } from './reserve-payment.ts';

/** POST (create) a new payment reservation: https://docs.amili.dev/creates-a-new-payment-reservation-3942682e0 */
export const operation = {
  name: 'amili/payment-reservations/create-payment-reservation',
  route: 'POST /clients/{clientno}/paymentreservations',
  access: 'token',
  grants: {
    receivables: ['BatchGetItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'],
    tokenKey: 'verify',
  },
  path: z.object({ clientno: clientNo() }),
  body: requested(),
} as const satisfies Operation<AmiliAccess>;

/** Days for which a reservation counts where it says none, and at most. Our choice. */
const USUAL_DAYS = 7;
const MOST_DAYS = 90;

export const handler = lambda<typeof documentation>()(
  amili,
  operation,
  async function createPaymentReservation({ caller, path, body, origin, note }) {
    const tenant = note(tenantOf(caller, path.clientno));
    requireTarget(body);
    const today = dateInNorway(origin.receivedAt);
    const days = { today, validUntil: validUntil(body, today) };
    const stamp = stampOf(origin, caller.subject);
    const result = note(await reservePayment(receivables(origin), tenant, body, days, stamp));
    if (result.outcome !== 'reserved') throw refusal(result, body);
    return shown(path.clientno, result.reserved, today);
  },
);

/** @throws Failure 400 where nobody is named, or a customer alone without an amount */
function requireTarget(body: Requested): void {
  const { accountNo, customerNo, amount } = body;
  if (namesItem(targetIn(body))) return;
  if (accountNo === undefined && customerNo === undefined)
    throw refused(400, 'INVALID', 'must name an AR item or a customer');
  if (amount === undefined) throw refused(400, 'INVALID', 'amount: is required where no AR item is named');
}

function validUntil({ validUntil }: Requested, today: string): string {
  const latest = daysAfter(today, MOST_DAYS);
  const day = validUntil || daysAfter(today, USUAL_DAYS);
  if (day < today || day > latest)
    throw refused(400, 'INVALID', `validUntil: must be between ${today} and ${latest}`);
  return day;
}

function refusal(
  result: Exclude<ReservationOutcome, { outcome: 'reserved' }>,
  { customerNo, documentNo, accountNo, paymentId }: Requested,
): Failure {
  const numbers: AmiliNumbers = {
    ...(accountNo !== undefined && { accountNo }),
    ...(customerNo !== undefined && { customerNo }),
    ...(documentNo !== undefined && { documentNo }),
  };
  const refuse = (word: string, message: string, logged = message) =>
    refused(422, word, message, numbers, logged);
  switch (result.outcome) {
    case 'targetNotFound':
      return refuse('TARGET_NOT_FOUND', 'Nothing is all that the request says of it');
    case 'targetAmbiguous':
      return refuse('TARGET_AMBIGUOUS', 'More than one AR item is meant: name it by arItemId');
    case 'duplicate': {
      const logged = 'paymentId: there is such a payment or reservation already';
      return refuse(
        'DUPLICATE_PAYMENT',
        `paymentId: there is a payment or reservation ${paymentId} already`,
        logged,
      );
    }
    case 'currencyMismatch':
      return refuse('CURRENCY_MISMATCH', `currency: the AR item is in ${result.item.currency}`);
    case 'exceeds':
      return refuse(
        'AMOUNT_EXCEEDS_REMAINING',
        `amount: ${result.free} of the AR item is left to be reserved`,
      );
    default:
      return refuse('TOO_MANY_RESERVATIONS', 'The AR item has as many reservations as it can');
  }
}

export const documentation = () =>
  ({
    operationId: 'createPaymentReservation',
    summary: 'POST (create) a new payment reservation',
    description:
      'Reserves a payment for the AR item that the request names, or for a customer. It tells others that a payment is on ' +
      'its way: it refuses further reservations beyond what is left, never payments, and keeps no customer from being ' +
      'deleted. It counts until `validUntil`, 7 days on unless said and 90 at most, or until the payment with its ' +
      '`paymentId`. Amount, currency and days are our choice.',
    source: 'documented',
    responses: responses(
      { description: 'Payment reservation created', schema: answered() },
      [400, 401, 403, 404, 500],
      [
        'TARGET_NOT_FOUND',
        'TARGET_AMBIGUOUS',
        'DUPLICATE_PAYMENT',
        'CURRENCY_MISMATCH',
        'AMOUNT_EXCEEDS_REMAINING',
        'TOO_MANY_RESERVATIONS',
      ],
    ),
  }) satisfies Documentation;
