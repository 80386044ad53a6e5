import { DicomError } from '../errors.js';
import { argumentsOf, detailOf, type Message } from '../languages/message.js';
import type {
  Calls,
  CallType,
  Failure,
  Phase,
  Reply,
  RequestMessage,
  Warning,
  WorkerMessage,
} from '../protocol/messages.js';

/** How long a worker with work to do may be silent, in ms, before it counts as hung. */
const patience = 60_000;

interface PendingCall {
  resolve: (answer: Answer<Reply>) => void;
  reject: (error: DicomError) => void;
}

/** A reply and what the file made Python warn of. */
export interface Answer<T> {
  value: T;
  warnings: Warning[];
}

/** Hears of the bytes of the runtime that have arrived; total is 0 while it is unknown. */
export type ProgressListener = (loaded: number, total: number) => void;

/**
 * The page's end of one worker: requests become promises. When the worker dies, or is silent for a
 * minute over its work, every pending and later call fails with `runtime`.
 */
export class RuntimeClient {
  /** Resolves when Python can work; rejects with `runtime` if it can't start. */
  readonly ready: Promise<void>;

  #death: DicomError | undefined;
  #lastId = 0;
  readonly #pending = new Map<number, PendingCall>();
  readonly #progressListeners = new Set<ProgressListener>();
  #resolveReady!: () => void;
  #rejectReady!: (error: DicomError) => void;
  #watchdog: ReturnType<typeof setTimeout> | undefined;
  readonly #worker: Worker;

  constructor(worker: Worker) {
    this.ready = new Promise((resolve, reject) => {
      this.#resolveReady = resolve;
      this.#rejectReady = reject;
    });
    // A start that fails is reported by the calls that wait for it.
    this.ready.catch(() => undefined);
    this.#worker = worker;
    worker.addEventListener('message', (event: MessageEvent<WorkerMessage>) => {
      this.#handleMessage(event.data);
    });
    worker.addEventListener('error', (event) => {
      const detail = detailOf(event.message);
      this.#die(
        detail
          ? { reason: 'worker-failed', parameters: { detail } }
          : { reason: 'worker-not-started', parameters: {} },
      );
    });
    worker.addEventListener('messageerror', () => {
      this.#die({ reason: 'message-unreadable', parameters: {} });
    });
  }

  /** Whether the worker can still answer. */
  get alive(): boolean {
    return this.#death === undefined;
  }

  /** Sends a request; `transfer` lists the buffers that move with it. */
  async call<T extends CallType>(
    request: Calls[T]['request'],
    transfer: Transferable[] = [],
  ): Promise<Answer<Calls[T]['reply']>> {
    if (this.#death) {
      throw this.#death;
    }
    const id = ++this.#lastId;
    const answer = new Promise<Answer<Reply>>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject });
    });
    try {
      this.#worker.postMessage({ id, request } satisfies RequestMessage, transfer);
    } catch (error) {
      this.#pending.delete(id); // what can't be sent is nothing to wait for
      throw error;
    }
    this.#watch();
    return answer;
  }

  /** Listens to the start; returns what ends that. */
  listen(listener: ProgressListener): () => void {
    this.#progressListeners.add(listener);
    return () => this.#progressListeners.delete(listener);
  }

  #handleMessage(message: WorkerMessage): void {
    switch (message.type) {
      case 'reply':
        this.#take(message.id)?.resolve({ value: message.value, warnings: message.warnings });
        break;
      case 'failure':
        this.#take(message.id)?.reject(errorOf(message.error));
        break;
      case 'progress':
        for (const listener of this.#progressListeners) {
          listener(message.loaded, message.total);
        }
        break;
      case 'busy':
        break; // it is a sign of life
      case 'ready':
        message.phases.forEach(measure);
        this.#resolveReady();
        break;
      case 'fatal':
        this.#die(message.why);
        break;
    }
    this.#watch();
  }

  #take(id: number): PendingCall | undefined {
    const call = this.#pending.get(id);
    this.#pending.delete(id);
    return call;
  }

  /** Starts the wait for the worker's next word anew, if there is anything to wait for. */
  #watch(): void {
    clearTimeout(this.#watchdog);
    if (this.#pending.size > 0) {
      this.#watchdog = setTimeout(() => {
        this.#die({ reason: 'runtime-silent', parameters: { seconds: patience / 1000 } });
      }, patience);
    }
  }

  #die(why: Message): void {
    if (this.#death) {
      return;
    }
    this.#death = new DicomError('runtime', 'runtime-stopped', { why });
    this.#worker.terminate();
    this.#rejectReady(this.#death);
    for (const call of this.#pending.values()) {
      call.reject(this.#death);
    }
    this.#pending.clear();
    clearTimeout(this.#watchdog);
  }
}

/** Puts a phase of the worker's start into the page's timeline. */
function measure({ name, start, duration }: Phase): void {
  performance.measure(name, { start: Math.max(0, start - performance.timeOrigin), duration });
}

function errorOf(failure: Failure): DicomError {
  const { code, metadata } = failure;
  return new DicomError(code, ...argumentsOf(failure, { metadata }));
}
