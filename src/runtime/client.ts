import { DicomError } from '../errors.js';
import { learnEnglish } from '../languages/english.js';
import { argumentsOf, detailOf, type Message } from '../languages/message.js';
import { StallTimer } from '../network/stall-timer.js';
import { build } from '../protocol/build.js';
import type {
  Calls,
  CallType,
  Failure,
  PageMessage,
  Phase,
  PostedMessage,
  Reply,
  RequestMessage,
  Warning,
  WorkerMessage,
} from '../protocol/messages.js';
import { StartWatch } from './start-watch.js';

/** How long a call may bring no sign of life, in ms, before the worker is asked for one. */
const callLimit = 60_000;

interface PendingCall {
  type: CallType;
  resolve: (answer: Answer<Reply>) => void;
  reject: (error: DicomError) => void;
  /** Waits for the reply, or for the sign that the call goes on. */
  timer: StallTimer;
  /** Whether that wait has ended, and the worker was asked whether it runs. */
  isOverdue: boolean;
}

/** What a client does beside its calls. */
export interface ClientOptions {
  /** Fetches the worker's script once more; rejects if it can't be had. */
  probe?: () => Promise<unknown>;
  /** Somebody uses the worker from now on, or nobody does. */
  useChanged?: () => void;
}

/** A reply and what the file made Python warn of. */
export interface Answer<T> {
  value: T;
  warnings: Warning[];
}

/** Hears of the bytes of the runtime that have arrived; total is 0 while it is unknown. */
export type ProgressListener = (loaded: number, total: number) => void;

/**
 * The page's end of one worker: requests become promises. A call without any sign of life for a minute
 * fails alone if the worker still answers a ping; if it doesn't, it counts as hung. When the worker dies
 * or is hung, every pending and later call fails with `runtime`.
 */
export class RuntimeClient {
  /** Resolves when Python can work; rejects with `runtime` if it can't start. */
  readonly ready: Promise<void>;

  #death: DicomError | undefined;
  #isReady = false;
  #lastId = 0;
  #holds = 0;
  readonly #pending = new Map<number, PendingCall>();
  readonly #progressListeners = new Set<ProgressListener>();
  #resolveReady!: () => void;
  #rejectReady!: (error: DicomError) => void;
  readonly #worker: Worker;
  readonly #options: ClientOptions;
  readonly #start: StartWatch;
  /** Waits for the answer to a ping, or for any other word; runs while there is a ping. */
  readonly #pingTimer: StallTimer;
  #isPinging = false;

  constructor(worker: Worker, options: ClientOptions = {}) {
    this.#options = options;
    this.ready = new Promise((resolve, reject) => {
      this.#resolveReady = resolve;
      this.#rejectReady = reject;
    });
    // A start that fails is reported by the calls that wait for it.
    this.ready.catch(() => undefined);
    this.#start = new StartWatch({
      probe: options.probe ?? (() => Promise.resolve()),
      ping: () => {
        this.#ping();
      },
      failed: (why) => {
        this.#die(why);
      },
    });
    this.#pingTimer = new StallTimer(callLimit, () => {
      this.#die({ reason: 'runtime-silent', parameters: { seconds: callLimit / 1000 } });
    });
    this.#worker = worker;
    worker.addEventListener('message', (event: MessageEvent<PostedMessage>) => {
      learnEnglish(event.data.sentences ?? {});
      this.#handleMessage(event.data);
    });
    worker.addEventListener('error', (event: Partial<ErrorEvent>) => {
      const detail = detailOf(event.message ?? ''); // of a script that may not run there is none
      if (!this.#start.isLoaded && !detail) {
        void this.#start.refuse();
      } else if (!this.#start.isLoaded) {
        this.#die({ reason: 'worker-not-started', parameters: { file: 'worker.js', detail } });
      } else {
        this.#die({ reason: 'worker-failed', parameters: { detail } });
      }
    });
    worker.addEventListener('messageerror', () => {
      this.#die({ reason: 'message-unreadable', parameters: {} });
    });
  }

  /** Whether the worker can still answer. */
  get alive(): boolean {
    return this.#death === undefined;
  }

  /** Whether Python could be started, be it alive or not. */
  get hasStarted(): boolean {
    return this.#isReady;
  }

  /** Whether anybody needs the worker: it starts, holds a study or has work. */
  get isUsed(): boolean {
    return !this.#isReady || this.#holds > 0 || this.#pending.size > 0;
  }

  /** Keeps the worker in use until the function that is returned is called. */
  hold(): () => void {
    this.#holds += 1;
    this.#options.useChanged?.();
    return () => {
      this.#holds -= 1;
      this.#options.useChanged?.();
    };
  }

  /** Ends a worker that nobody uses. */
  end(): void {
    this.#die({ reason: 'runtime-unused', parameters: {} });
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
    const timer = new StallTimer(callLimit, () => {
      this.#lookAtCall(id);
    });
    const answer = new Promise<Answer<Reply>>((resolve, reject) => {
      this.#pending.set(id, { type: request.type, resolve, reject, timer, isOverdue: false });
    });
    try {
      this.#worker.postMessage({ id, request } satisfies RequestMessage, transfer);
    } catch (error) {
      this.#pending.delete(id); // what can't be sent is nothing to wait for
      throw error;
    }
    if (this.#isReady) {
      timer.restart(); // the time of the start isn't the call's
    }
    this.#options.useChanged?.();
    return answer;
  }

  /** Listens to the start; returns what ends that. */
  listen(listener: ProgressListener): () => void {
    this.#progressListeners.add(listener);
    return () => this.#progressListeners.delete(listener);
  }

  #handleMessage(message: WorkerMessage): void {
    if (this.#isPinging) {
      this.#pingTimer.restart(); // any word is a sign of life
    }
    if (message.type !== 'pong') {
      this.#start.continue();
    }
    switch (message.type) {
      case 'started':
        if (message.build !== build) {
          this.#die({ reason: 'worker-of-other-build', parameters: {} });
        }
        break;
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
        this.#continue(message.id);
        break;
      case 'pong':
        this.#handlePong();
        break;
      case 'ready':
        message.phases.forEach(measure);
        this.#handleReady();
        break;
      case 'fatal':
        this.#die(message.why);
        break;
    }
  }

  #handleReady(): void {
    this.#isReady = true;
    this.#start.stop();
    for (const { timer } of this.#pending.values()) {
      timer.restart();
    }
    this.#resolveReady();
    this.#options.useChanged?.();
  }

  #take(id: number): PendingCall | undefined {
    const call = this.#pending.get(id);
    this.#pending.delete(id);
    call?.timer.stop();
    this.#options.useChanged?.();
    return call;
  }

  /** A call goes on: its wait begins anew. */
  #continue(id: number): void {
    const call = this.#pending.get(id);
    if (call) {
      call.isOverdue = false;
      call.timer.restart();
    }
  }

  #lookAtCall(id: number): void {
    const call = this.#pending.get(id);
    if (call) {
      call.isOverdue = true;
      this.#ping();
    }
  }

  #ping(): void {
    if (!this.#isPinging) {
      this.#isPinging = true;
      this.#worker.postMessage({ type: 'ping' } satisfies PageMessage);
      this.#pingTimer.restart();
    }
  }

  /** The worker isn't hung. It answers in order: what is overdue still was lost. */
  #handlePong(): void {
    this.#isPinging = false;
    this.#pingTimer.stop();
    const seconds = callLimit / 1000;
    this.#start.answered();
    for (const [id, { type, isOverdue }] of this.#pending) {
      if (isOverdue) {
        const error = new DicomError('internal', 'call-unanswered', { call: type, seconds });
        this.#take(id)?.reject(error);
      }
    }
  }

  #die(why: Message): void {
    if (this.#death) {
      return;
    }
    this.#death = new DicomError('runtime', 'runtime-stopped', { why });
    this.#worker.terminate();
    this.#start.stop();
    this.#pingTimer.stop();
    this.#rejectReady(this.#death);
    for (const call of this.#pending.values()) {
      call.timer.stop();
      call.reject(this.#death);
    }
    this.#pending.clear();
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
