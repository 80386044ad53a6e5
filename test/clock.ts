/** Waits from this many milliseconds on are the clock's. */
const longWait = 1000;

interface Alarm {
  at: number;
  ring: () => void;
}

/** A clock that stands still: long waits end only when a test lets time pass. */
export class Clock {
  readonly #alarms = new Map<number, Alarm>();
  readonly #setTimeout = globalThis.setTimeout;
  readonly #clearTimeout = globalThis.clearTimeout;
  #now = 0;
  #lastId = 0;

  /** Puts the clock in the place of the page's timers. */
  start(): void {
    const begin = (ring: () => void, ms = 0) => {
      if (ms < longWait) {
        return this.#setTimeout.call(globalThis, ring, ms);
      }
      this.#alarms.set(--this.#lastId, { at: this.#now + ms, ring });
      return this.#lastId;
    };
    const end = (id?: number) => {
      this.#alarms.delete(id ?? 0);
      this.#clearTimeout.call(globalThis, id);
    };
    Object.assign(globalThis, { setTimeout: begin, clearTimeout: end });
  }

  /** Gives the page its own timers back. */
  stop(): void {
    Object.assign(globalThis, { setTimeout: this.#setTimeout, clearTimeout: this.#clearTimeout });
  }

  /** Lets milliseconds pass at once. */
  pass(ms: number): void {
    this.#now += ms;
    for (const [id, { at, ring }] of this.#alarms) {
      if (at <= this.#now) {
        this.#alarms.delete(id);
        ring();
      }
    }
  }
}

/** Gives each test of this suite a clock that stands still. */
export function clockOfSuite(): Pick<Clock, 'pass'> {
  let clock = new Clock();
  beforeEach(() => {
    clock = new Clock();
    clock.start();
  });
  afterEach(() => {
    clock.stop();
  });
  return {
    pass: (ms) => {
      clock.pass(ms);
    },
  };
}
