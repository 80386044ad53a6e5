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
  readonly #begin = performance.now();
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
    Reflect.deleteProperty(performance, 'now');
  }

  /** Lets milliseconds pass at once: what is due meanwhile happens in its order. */
  pass(ms: number): void {
    const end = this.#now + ms;
    for (let next = this.#nextUntil(end); next; next = this.#nextUntil(end)) {
      const [id, { at, ring }] = next;
      this.#now = at;
      this.#alarms.delete(id);
      ring();
    }
    this.#now = end;
  }

  /** Lets milliseconds pass in which the page can't run: what was due meanwhile happens at their end. */
  suspend(ms: number): void {
    this.#now += ms;
    // What measures time sees that it has passed; from then on the clock stands still for it, too.
    performance.now = () => this.#begin + this.#now;
    const due = [...this.#alarms].filter(([, { at }]) => at <= this.#now);
    for (const [id, { ring }] of due) {
      this.#alarms.delete(id);
      ring();
    }
  }

  /** The alarm that is due first, if one is due by a time. */
  #nextUntil(end: number): [number, Alarm] | undefined {
    return [...this.#alarms]
      .filter(([, { at }]) => at <= end)
      .reduce<[number, Alarm] | undefined>(
        (first, each) => (first && first[1].at <= each[1].at ? first : each),
        undefined,
      );
  }
}

/** Gives each test of this suite a clock that stands still. */
export function clockOfSuite(): Pick<Clock, 'pass' | 'suspend'> {
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
    suspend: (ms) => {
      clock.suspend(ms);
    },
  };
}
