import { refusedField } from '../dialect/errors.ts';

/** A person's, a company's or a foreigner's tax id, by OpenAPI 1.9.0. */
const NIF = /^(\d{8}[A-Z]|[ABCDEFGHJKLMNPQRSUVW]\d{7}[A-Z0-9]|[XYZ]\d{7}[A-Z])$/;

/**
 * Looks at the characters alone: the tax register is not asked.
 * @throws Failure when there is a NIF that is none
 */
export function requireNif(nif: string | null | undefined): void {
  if (nif === undefined || nif === null) return;
  if (!NIF.test(nif)) throw refusedField('NIF_INVALID_FORMAT', 'nif');
  if (!controlsOf(nif).includes(nif.slice(-1))) throw refusedField('NIF_INVALID_CONTROL_DIGIT', 'nif');
}

/** The last characters that the others allow: https://sede.agenciatributaria.gob.es, "Composición del NIF". */
function controlsOf(nif: string): string {
  const [first, digits] = [nif.charAt(0), nif.slice(1, -1)];
  if (/\d/.test(first)) return personControl(nif.slice(0, -1));
  if (/[KLM]/.test(first)) return personControl(digits);
  const foreigner = 'XYZ'.indexOf(first);
  return foreigner < 0 ? companyControls(digits) : personControl(`${foreigner}${digits}`);
}

const personControl = (digits: string): string => 'TRWAGMYFPDXBNJZSQVHLCKE'.charAt(Number(digits) % 23);

/** A digit or the letter that stands for it: which kinds of company have which is told in more than one way. */
function companyControls(digits: string): string {
  const sum = [...digits].reduce((total, digit, index) => {
    const value = index % 2 === 0 ? 2 * Number(digit) : Number(digit);
    return total + Math.floor(value / 10) + (value % 10);
  }, 0);
  const control = (10 - (sum % 10)) % 10;
  return `${control}${'JABCDEFGHI'.charAt(control)}`;
}
