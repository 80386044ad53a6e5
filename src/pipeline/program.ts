import { detailOf } from '../languages/message.js';
import type { PipelineResult } from '../protocol/pipeline.js';
import { Packages, type PackageSource } from './packages.js';
import { PipelineFailure } from './pipeline-failure.js';
import { OwnPython, type OwnPythonOptions, type RunRequest } from './own-python.js';
import { functionsOf, replyOf, requirementsOf, resultOf, signatureOf } from './reply.js';
import type { Reply, Signature } from './reply.js';
import { NoWall } from './wall.js';

/** How many times in a row a file may end its Python before it is left alone. */
const maxStrikes = 3;

/** How long, in ms, Python is kept once nobody uses the file. */
const keepTime = 10_000;

/** How long, in ms, a run that is to be ended may go on. */
const haltTime = 2000;

/** How many seconds loading packages may take beside the time that a file has. */
const packageSeconds = 60;

/** The inputs of a run. */
export interface RunInputs {
  /** Inputs of the same key are the same. */
  key: string;
  fetch: () => Promise<Pick<RunRequest, 'values' | 'arrays' | 'image' | 'volume'>>;
}

/** What comes of a run, as it comes. */
export interface RunListener {
  /** A result; `isLast` if the function has returned. Undefined where it has ended without another. */
  result: (result: PipelineResult | undefined, isLast: boolean) => Promise<void> | void;
  log: (text: string) => void;
}

/** An author's file, and the Python of its own that runs it: one for all elements that have the same text. */
export class Program {
  readonly #name: string;
  readonly #source: string;
  readonly #from: PackageSource;
  readonly #options: () => OwnPythonOptions;
  #own: OwnPython | undefined;
  #functions: Promise<readonly string[]> | undefined;
  #signatures = new Map<string, Promise<Signature>>();
  #sizes: Pick<RunRequest, 'image' | 'volume'> = { image: [], volume: null };
  #strikes = 0;
  #users = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Who listens to the run that goes on, and what ends that. */
  #listener: RunListener | undefined;
  #halting: ReturnType<typeof setTimeout> | undefined;
  /** One after the other. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(source: string, name: string, from: PackageSource, options: () => OwnPythonOptions) {
    this.#source = source;
    this.#name = name;
    this.#from = from;
    this.#options = options;
  }

  /** Keeps Python until the function that is returned is called. */
  hold(): () => void {
    this.#users += 1;
    clearTimeout(this.#timer);
    return () => {
      this.#users -= 1;
      if (this.#users === 0) {
        this.#timer = setTimeout(() => {
          this.#end(new Error('unused'));
        }, keepTime);
      }
    };
  }

  /** The public functions of the file. Throws a `PipelineFailure`, as all that follow. */
  functions(seconds: number): Promise<readonly string[]> {
    return this.#inTurn(() => this.#load(seconds));
  }

  /** What is known of a function, or of the first. */
  signature(name: string | undefined, seconds: number): Promise<Signature> {
    return this.#inTurn(async () => {
      await this.#load(seconds);
      const key = name ?? '';
      const known = this.#signatures.get(key) ?? this.#describe(name, seconds);
      this.#signatures.set(key, known);
      return known;
    });
  }

  /** Runs a function. */
  run(
    request: { function: string | undefined; parameters: string; seconds: number },
    inputs: RunInputs,
    listener: RunListener,
  ): Promise<void> {
    return this.#inTurn(async () => {
      const { seconds } = request;
      await this.#load(seconds);
      const own = this.#started();
      let sent: Pick<RunRequest, 'values' | 'arrays'> = { values: null, arrays: [] };
      if (own.inputsKey !== inputs.key) {
        own.inputsKey = '';
        const { image, volume, ...others } = await inputs.fetch();
        this.#sizes = { image, volume };
        sent = others;
        own.inputsKey = inputs.key;
      }
      const { parameters, function: name = null } = request;
      let handling: Promise<void> = Promise.resolve();
      this.#listener = listener;
      const watch = this.#watch(own, seconds);
      try {
        const call = { function: name, parameters, seconds, ...sent, ...this.#sizes };
        await own.run(call, (message) => {
          watch.restart();
          const reply = this.#read(message.json);
          handling = handling.then(async () => {
            const result = this.#handle(reply, message.arrays, listener);
            await listener.result(result, message.isLast);
          });
          handling.catch(() => undefined);
        });
        await handling;
        this.#strikes = 0;
      } catch (error) {
        throw this.#failure(error, own);
      } finally {
        watch.stop();
        clearTimeout(this.#halting);
        this.#listener = undefined;
      }
    });
  }

  /**
   * Stops a listener's run, if it goes on: a generator where it yields next. If `isForced`, what goes on after that is
   * ended with Python.
   */
  stop(listener: RunListener | undefined, isForced = false): void {
    const own = this.#own;
    if (!own || !listener || listener !== this.#listener) {
      return;
    }
    own.stop();
    if (isForced) {
      clearTimeout(this.#halting);
      const parameters = { name: this.#name };
      this.#halting = setTimeout(() => {
        own.end(new PipelineFailure({ reason: 'pipeline-halted', parameters }));
      }, haltTime);
    }
  }

  #handle(reply: Reply, arrays: ArrayBuffer[], listener: RunListener): PipelineResult | undefined {
    if (reply.log) {
      listener.log(reply.log);
    }
    this.#throwError(reply);
    return resultOf(reply, arrays);
  }

  async #describe(name: string | undefined, seconds: number): Promise<Signature> {
    const own = this.#started();
    const reply = await this.#limited(own, seconds, own.describe(name ?? null, seconds));
    this.#throwError(reply);
    return signatureOf(reply);
  }

  #load(seconds: number): Promise<readonly string[]> {
    if (this.#strikes >= maxStrikes) {
      const parameters = { name: this.#name, count: maxStrikes };
      throw new PipelineFailure({ reason: 'pipeline-off', parameters });
    }
    if (!this.#own?.isAlive) {
      const options = this.#options();
      const own = (this.#own = new OwnPython(options));
      this.#signatures.clear();
      this.#functions = this.#loadInto(own, options, seconds);
      this.#functions.catch(() => {
        own.end(new Error('the file could not be loaded')); // the next try loads it anew
      });
    }
    return this.#functions ?? Promise.resolve([]);
  }

  async #loadInto(
    own: OwnPython,
    options: OwnPythonOptions,
    seconds: number,
  ): Promise<readonly string[]> {
    try {
      await own.ready;
    } catch (error) {
      if (error instanceof NoWall) {
        const setting = 'DicomViewer.allowUnsandboxedPipelines';
        const parameters = { detail: error.message, setting };
        throw new PipelineFailure({ reason: 'pipeline-exposed', parameters });
      }
      throw stopped(error); // nothing of the author's has run
    }
    const wheels = options.hasPackages ? await this.#fetchWheels(own, options) : [];
    const limit = wheels.length > 0 ? seconds + packageSeconds : seconds;
    const loading = own.load(this.#source, this.#name, limit, wheels);
    const reply = await this.#limited(own, limit, loading);
    this.#throwError(reply);
    return functionsOf(reply);
  }

  async #fetchWheels(own: OwnPython, options: OwnPythonOptions): Promise<ArrayBuffer[]> {
    const asked = own.requirements(this.#source, this.#name, packageSeconds);
    const reply = await this.#limited(own, packageSeconds, asked);
    this.#throwError(reply);
    const { url = '' } = (await options.files)['pipeline-frame.js'] ?? {};
    return new Packages(this.#from, url, options.isAllowed).fetch(requirementsOf(reply));
  }

  /** Waits for a reply; ends Python if none comes. */
  async #limited(own: OwnPython, seconds: number, reply: Promise<string>): Promise<Reply> {
    const watch = this.#watch(own, seconds);
    try {
      return this.#read(await reply);
    } catch (error) {
      throw this.#failure(error, own);
    } finally {
      watch.stop();
    }
  }

  #watch(own: OwnPython, seconds: number): { restart: () => void; stop: () => void } {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = () => {
      clearTimeout(timer);
    };
    const restart = () => {
      stop();
      timer = setTimeout(() => {
        const parameters = { name: this.#name, seconds };
        own.end(new PipelineFailure({ reason: 'pipeline-silent', parameters }));
      }, seconds * 1000);
    };
    restart();
    return { restart, stop };
  }

  #read(json: string): Reply {
    return replyOf(json);
  }

  #throwError({ error }: Reply): void {
    if (error) {
      throw this.#raised(error.text, error.isSpent);
    }
  }

  #raised(detail: string, isSpent: boolean): PipelineFailure {
    this.#strikes = isSpent ? this.#strikes + 1 : 0;
    if (isSpent) {
      this.#end(new Error(detail)); // what it has taken it doesn't give back
    }
    const parameters = { name: this.#name, detail };
    return new PipelineFailure({ reason: 'pipeline-raised', parameters });
  }

  /** What an error means: one that isn't the author's file's has ended Python. */
  #failure(error: unknown, own: OwnPython): PipelineFailure {
    if (error instanceof PipelineFailure && error.why.reason !== 'pipeline-silent') {
      return error;
    }
    this.#strikes += 1;
    own.end(new Error('ended'));
    return error instanceof PipelineFailure ? error : stopped(error);
  }

  #started(): OwnPython {
    if (!this.#own) {
      throw new Error('Python was ended');
    }
    return this.#own;
  }

  #end(error: Error): void {
    this.#own?.end(error);
    this.#own = undefined;
  }

  #inTurn<T>(task: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(task, task);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

function stopped(error: unknown): PipelineFailure {
  return new PipelineFailure({
    reason: 'pipeline-stopped',
    parameters: { detail: detailOf(error) },
  });
}

const programs = new Map<string, Program>();

/** The program of an author's file; the same for the same text and the same places of packages. */
export function programOf(
  source: string,
  name: string,
  from: PackageSource,
  options: () => OwnPythonOptions,
): Program {
  const key = JSON.stringify([name, from, source]);
  const program = programs.get(key) ?? new Program(source, name, from, options);
  programs.set(key, program);
  return program;
}
