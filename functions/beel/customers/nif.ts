import { refused } from '../dialect/errors.ts';

/** A person's, a company's or a foreigner's tax id, by OpenAPI 1.9.0. Nothing asks whether its control character is right. */
const NIF = /^(\d{8}[A-Z]|[ABCDEFGHJKLMNPQRSUVW]\d{7}[A-Z0-9]|[XYZ]\d{7}[A-Z])$/;

/** @throws Failure when there is a NIF that does not look like one */
export function requireForm(nif: string | null | undefined): void {
  if (nif === undefined || nif === null || NIF.test(nif)) return;
  const message = 'is not a NIF: nine characters, letters in upper case';
  throw refused(422, 'NIF_INVALID_FORMAT', `nif: ${message}`, { nif: message });
}
