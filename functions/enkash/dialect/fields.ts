import * as z from 'zod/mini';
import { decimal } from '../../../shared/fields/numbers.ts';

/** Formats of https://docs.enkash.com/api-8990295. As there, all but the e-mail take the empty string. */
export const accountNumber = () => z.string().check(z.regex(/^$|^[A-Za-z0-9]{9,36}$/));

export const phone = () => z.string().check(z.regex(/^$|^((\+|00)(\d{1,3})[\s-]?)?(\d{10})$/));

export const ifsc = () => z.string().check(z.regex(/^$|^[A-Za-z]{4}0[A-Z0-9a-z]{6}$/));

/**
 * Takes the same strings as the vendor's pattern, anchored. Its last group had to be written anew, because there `\a`
 * could be read in two ways, so that each one more in a row doubled the time: 28 of them took 5 seconds. The length is
 * that of RFC 5321.
 */
export const email = () =>
  z.string().check(z.maxLength(254, { abort: true }), z.regex(EMAIL, { error: 'Invalid email address' }));

const ATOM = "[a-zA-Z0-9!#$%&'*+/=?^_`{|}~-]+";
const QUOTED =
  '"(?:[\\x01-\\x08\\x0b\\x0c\\x0e-\\x1f\\x21\\x23-\\x5b\\x5d-\\x7f]|\\\\[\\x01-\\x09\\x0b\\x0c\\x0e-\\x7f])*"';
const LABEL = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?';
const OCTET = '25[0-5]|2[0-4][0-9]|[01]?[0-9][0-9]?';
/** Any visible character; tab and space only behind a backslash. */
const TAGGED =
  '[a-zA-Z0-9-]*[a-zA-Z0-9]:(?:[\\x01-\\x08\\x0b\\x0c\\x0e-\\x1f\\x21-\\x5b\\x5d-\\x7f]|\\\\[\\x09\\x20]?)+';
const LITERAL = `\\[(?:(?:${OCTET})\\.){3}(?:${OCTET}|${TAGGED})\\]`;
const EMAIL = new RegExp(`^(?:${ATOM}(?:\\.${ATOM})*|${QUOTED})@(?:(?:${LABEL}\\.)+${LABEL}|${LITERAL})$`);

/** `HH:mm`. The vendor calls it an object, but shows this text: that it is a string is our choice. */
export const timeOfDay = () => z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/));

/** Why something was done: the vendor's pattern, of https://docs.enkash.com/api-10664785. */
export const remarks = () => z.string().check(z.regex(/^([^\\"]){1,100}$/));

/** An amount of rupees. The bounds are our choice: within them a double is exact to the paisa. */
export const money = () =>
  decimal({
    least: -1e12,
    most: 1e12,
    finest: 1e-6,
    tooFine: 'Invalid input: expected 0 or at least 0.000001',
  });

/** `yyyy-MM-dd HH:mm:ss`, as in https://docs.enkash.com/api-18880673. That it is UTC is our choice. */
export const dateTime = (date: Date): string => date.toISOString().slice(0, 19).replace('T', ' ');
