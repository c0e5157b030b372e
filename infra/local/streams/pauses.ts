/** The pauses of something that goes on until it is ended. */
export interface Pauses {
  /** @throws Ended */
  wait(milliseconds: number): Promise<void>;
  /** A pause that `wake` cuts short. @returns whether it did. @throws Ended */
  nap(milliseconds: number): Promise<boolean>;
  wake(): void;
  /** @throws Ended */
  goOn(): void;
  /** Ends all pauses, those to come too. */
  end(): void;
}

/** It was ended: no failure. */
export class Ended extends Error {
  override readonly name = 'Ended';
}

export function newPauses(): Pauses {
  const waiting = new Set<() => void>();
  const napping = new Set<() => void>();
  let ended = false;

  const goOn = () => {
    if (ended) throw new Ended();
  };
  const pause = async (pausing: Set<() => void>, milliseconds: number) => {
    goOn();
    const wasCutShort = await new Promise<boolean>((resolve) => {
      const over = (isCutShort: boolean) => {
        clearTimeout(timer);
        pausing.delete(cut);
        resolve(isCutShort);
      };
      const cut = () => over(true);
      const timer = setTimeout(over, milliseconds, false);
      pausing.add(cut);
    });
    goOn();
    return wasCutShort;
  };
  const wake = () => {
    for (const cut of [...napping]) cut();
  };
  return {
    async wait(milliseconds) {
      await pause(waiting, milliseconds);
    },
    nap: (milliseconds) => pause(napping, milliseconds),
    wake,
    goOn,
    end() {
      ended = true;
      wake();
      for (const cut of [...waiting]) cut();
    },
  };
}
