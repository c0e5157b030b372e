/** How JavaScript writes a finite number: sign, whole, fraction and exponent. */
const WRITTEN = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;

type Parts = [string, string, string, string | undefined, string | undefined];

/**
 * A decimal number, exact in sums and products: 0.1 and 0.2 are 0.3, which binary fractions are not. It is the number
 * that was meant where a client wrote it in JSON, the shortest one that the double stands for.
 */
export class Decimal {
  /** In `10 ** -places`. */
  readonly #units: bigint;
  readonly #places: number;

  private constructor(units: bigint, places: number) {
    this.#units = units;
    this.#places = places;
  }

  /** @param value any finite number */
  static of(value: number): Decimal {
    const [, sign, whole, fraction = '', exponent = '0'] = WRITTEN.exec(String(value)) as unknown as Parts;
    const places = fraction.length - Number(exponent);
    const units = BigInt(`${sign}${whole}${fraction}`);
    return places < 0 ? new Decimal(units * 10n ** BigInt(-places), 0) : new Decimal(units, places);
  }

  plus(value: number | Decimal): Decimal {
    const other = decimal(value);
    const places = Math.max(this.#places, other.#places);
    return new Decimal(this.#in(places) + other.#in(places), places);
  }

  minus(value: number | Decimal): Decimal {
    const { units, places } = decimal(value).#parts();
    return this.plus(new Decimal(-units, places));
  }

  times(value: number | Decimal): Decimal {
    const { units, places } = decimal(value).#parts();
    return new Decimal(this.#units * units, this.#places + places);
  }

  /** Divided, and rounded to hundredths (cents, paise): half of one goes away from zero. */
  dividedInHundredths(divisor: number | Decimal): number {
    const by = decimal(divisor);
    const places = Math.max(this.#places, by.#places);
    const dividend = this.#in(places) * 100n;
    const whole = by.#in(places);
    const twice = 2n * (dividend % whole);
    const isHalf = abs(twice) >= abs(whole);
    const away = dividend < 0n === whole < 0n ? 1n : -1n;
    return new Decimal(dividend / whole + (isHalf ? away : 0n), 2).toNumber();
  }

  /** Rounded to hundredths (cents, paise): half of one goes away from zero. */
  inHundredths(): number {
    return this.dividedInHundredths(1);
  }

  /** The double nearest to it. */
  toNumber(): number {
    return Number(`${this.#units}e-${this.#places}`);
  }

  #in(places: number): bigint {
    return this.#units * 10n ** BigInt(places - this.#places);
  }

  #parts() {
    return { units: this.#units, places: this.#places };
  }
}

const abs = (units: bigint): bigint => (units < 0n ? -units : units);

export const decimal = (value: number | Decimal): Decimal =>
  typeof value === 'number' ? Decimal.of(value) : value;

/** The decimal sum of amounts. */
export const sum = (amounts: readonly number[]): Decimal =>
  amounts.reduce((total, amount) => total.plus(amount), Decimal.of(0));

/** Whether an amount has no more than whole hundredths. */
export const isWholeHundredths = (amount: number): boolean => decimal(amount).inHundredths() === amount;
