/** Wakes one waiter early. A ring that nobody waits for is kept for the next `wait`. */
export class Doorbell {
  #rung = false;
  #wake: (() => void) | null = null;

  get rung(): boolean {
    return this.#rung;
  }

  ring(): void {
    this.#rung = true;
    this.#wake?.();
  }

  /** Until it rings, or `ms` milliseconds at most. Takes the ring with it. */
  async wait(ms: number): Promise<void> {
    if (!this.#rung) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        this.#wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#wake = null;
    this.#rung = false;
  }
}
