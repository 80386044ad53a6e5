import type { PipelineResult, ResultArray, ViewState } from '../protocol/messages.js';
import type { Study } from '../runtime/study.js';
import type { AuthorProgram } from './author-program.js';
import type { PipelineContext } from './context.js';
import type { Program, RunInputs, RunListener } from './program.js';
import { dtypeOf } from './reply.js';
import { ResultCache, type Outcome } from './result-cache.js';
import { Signal } from './signal.js';

/** A run that is asked for. */
export interface Pass {
  key: string;
  study: Study;
  view: ViewState;
  inputs: RunInputs;
  /** The values of the function's parameters in JSON. */
  parameters: string;
  /** How long the function may bring nothing, in s. */
  seconds: number;
}

/** Learns of the runs of an author's function. */
export interface RunsListener {
  log(text: string): void;
  /** The run that goes on has come to a result, which is kept; undefined where it has made nothing. */
  made(result: PipelineResult | undefined): void;
  /** The run that is asked for has ended, with its last result. */
  done(pass: Pass, result: PipelineResult): void;
  /** The run that is asked for can't be. */
  failed(error: unknown): void;
  /** A run has begun, or ended. */
  changed(): void;
}

let lastNumber = 0;

/** The runs of an author's function, one after the other: the one that is asked for last is next. */
export class Runs {
  /** What is asked for. */
  #newest: Pass | undefined;
  readonly #author: AuthorProgram;
  readonly #call: PipelineContext['call'];
  readonly #listener: RunsListener;
  readonly #cache: ResultCache;
  #isEnded = false;
  #running: Promise<void> | undefined;
  /** The run that goes on, and when it began. */
  #run: { program: Program; listener: RunListener; start: number } | undefined;
  /** Resolves with the next result, or the end of a run. */
  readonly #progress = new Signal();

  constructor(author: AuthorProgram, call: PipelineContext['call'], listener: RunsListener) {
    this.#author = author;
    this.#call = call;
    this.#listener = listener;
    this.#cache = new ResultCache(({ study, number }) => {
      call<'forget-processed'>({ type: 'forget-processed', study, number }).catch(
        () => undefined, // a runtime that has died keeps nothing
      );
    });
  }

  /** What that which is asked for has come to; undefined before it has. */
  get outcome(): Outcome | undefined {
    return this.#cache.get(this.#newest?.key);
  }

  /** When the run that goes on began, in ms as `performance.now()` has it; undefined if none does. */
  get start(): number | undefined {
    return this.#run?.start;
  }

  /** Asks for a run; returns whether that is another one than before. Unless it is known, the one that goes on is stopped. */
  ask(pass: Pass): boolean {
    const isNew = this.#newest?.key !== pass.key;
    this.#newest = pass;
    if (isNew && !this.outcome) {
      this.#run?.program.stop(this.#run.listener);
    }
    return isNew;
  }

  /** Asks for no run: one that goes on is kept, but not reported. */
  askNothing(): void {
    this.#newest = undefined;
  }

  /** Resolves once that which is asked for has come to something, or something else is asked for. */
  async perform(): Promise<void> {
    const key = this.#newest?.key;
    this.#running ??= this.#performAll().finally(() => {
      this.#running = undefined;
      this.#wake();
    });
    while (this.#isRunning && this.#newest?.key === key && !this.outcome) {
      await this.#progress.next;
    }
  }

  /** Ends the run that goes on: a generator where it yields next, anything else with its Python. */
  halt(): void {
    this.#run?.program.stop(this.#run.listener, true);
  }

  /** Forgets what was asked for and what was made; the run that goes on comes to nothing. */
  end(): void {
    this.#isEnded = true;
    this.#run?.program.stop(this.#run.listener);
    this.#newest = undefined;
    this.#cache.clear();
    this.#wake();
  }

  get #isRunning(): boolean {
    return this.#running !== undefined;
  }

  async #performAll(): Promise<void> {
    for (let pass = this.#newest; pass; pass = this.#next(pass)) {
      await this.#performOne(pass);
    }
  }

  #next(before: Pass): Pass | undefined {
    const newest = this.#newest;
    return newest?.key === before.key || this.outcome ? undefined : newest;
  }

  async #performOne(pass: Pass): Promise<void> {
    const { program, code } = this.#author;
    if (!program) {
      return;
    }
    let last: PipelineResult = {};
    const listener: RunListener = {
      log: (text) => {
        if (!this.#isEnded) {
          this.#listener.log(text);
        }
      },
      result: async (result) => {
        if (this.#isEnded) {
          return;
        }
        if (result) {
          last = result;
          await this.#keep(pass, result);
        }
        this.#listener.made(result);
        this.#wake();
      },
    };
    this.#run = { program, listener, start: performance.now() };
    this.#listener.changed();
    try {
      const { parameters, seconds, inputs } = pass;
      await program.run({ function: code.functionName, parameters, seconds }, inputs, listener);
      if (this.#newest?.key === pass.key) {
        this.#listener.done(this.#newest, last);
      }
    } catch (error) {
      if (this.#newest?.key === pass.key) {
        this.#listener.failed(error);
      }
    } finally {
      this.#run = undefined;
      this.#wake();
    }
  }

  /** Lets what waits for a run go on. */
  #wake(): void {
    this.#progress.fire();
    this.#listener.changed();
  }

  /** Keeps a result; what replaces the image is brought to the viewers' Python. */
  async #keep({ key, study, view }: Pass, result: PipelineResult): Promise<void> {
    const number = result.pixels ? await this.#send(study, view, result.pixels) : null;
    this.#cache.set(key, { study: study.number, number, result });
  }

  async #send(study: Study, view: ViewState, { data, shape }: ResultArray): Promise<number> {
    const number = ++lastNumber;
    const bytes = data.slice().buffer;
    const request = { study: study.number, view, number, dtype: dtypeOf(data), shape, bytes };
    await this.#call<'keep-processed'>({ type: 'keep-processed', ...request }, [bytes]);
    return number;
  }
}
