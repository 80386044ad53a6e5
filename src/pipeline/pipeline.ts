/** The page author's own Python: what it makes of images, and its results; fetched when an element first has one. */

import type { ReactiveController } from 'lit';

import type { DicomError } from '../errors.js';
import { emit } from '../events.js';
import { argumentsOf } from '../languages/message.js';
import type { Processing } from '../display/painter.js';
import type { PipelineResult, ResultArray, ViewState } from '../protocol/messages.js';
import type { Study } from '../runtime/study.js';
import { AuthorProgram } from './author-program.js';
import { codeOf } from './code.js';
import type { PipelineContext, PipelineHost } from './context.js';
import { inputsFor, isOfVolume, marksOn, prepareInputs } from './inputs.js';
import { madeContours } from './made-contours.js';
import { madeLabels, type MadeLayer } from './made-labels.js';
import { Second, type SecondSeries } from './second.js';
import { pause, Signal } from './signal.js';
import { PipelineFailure } from './pipeline-failure.js';
import type { Program, RunInputs, RunListener } from './program.js';
import { ResultCache, type Outcome } from './result-cache.js';

export { pipelineMessages } from '../languages/en/pipeline-messages.js';
export { takeTrustPolicy } from '../trusted-types.js';

/** How long, in ms, an image waits for the pipeline before it is painted without. */
const patience = 250;

/** How long a function may bring nothing, in s. */
const defaultTimeout = 10;

/** A run that is asked for. */
interface Pass {
  key: string;
  study: Study;
  view: ViewState;
  inputs: RunInputs;
  parameters: string;
}

let lastNumber = 0;

/** The pipeline of an element. */
export class Pipeline implements ReactiveController, Processing {
  /** Grows with what the pipeline would make of the same view. */
  revision = 1;
  /** What it has come to last. */
  results: PipelineResult | undefined;
  /** The layers of that. */
  made: readonly MadeLayer[] = [];
  /** Why it came to nothing. */
  failure: DicomError | undefined;
  /** The code that the element asks for, and what is known of it; undefined without any. */
  author: AuthorProgram | undefined;
  readonly #host: PipelineHost;
  readonly #context: PipelineContext;
  #parameters = '{}';
  #marks: unknown;
  readonly #cache: ResultCache;
  readonly #second: Second;
  #secondKey = '';
  /** Looks for another text of a child script. */
  readonly #observer = new MutationObserver(() => {
    this.#host.requestUpdate();
  });
  #newest: Pass | undefined;
  #running: Promise<void> | undefined;
  /** What `process` waits for. */
  #working: Promise<void> | undefined;
  #workCount = 0;
  /** Whether `process` waits. */
  #isPainting = false;
  /** Resolves with the next result, or the end of a run. */
  readonly #progress = new Signal();
  /** The run that goes on, and when it began. */
  #run: { program: Program; listener: RunListener; start: number } | undefined;
  /** What was tried when the file could not be loaded. */
  #tried: string | undefined;
  /** The last result that was painted, and of which frame. */
  #last: { frameKey: string; number: number | null } | undefined;

  constructor(host: PipelineHost, context: PipelineContext) {
    this.#host = host;
    this.#context = context;
    this.#second = new Second(host, context.layerSources);
    this.#cache = new ResultCache(({ study, number }) => {
      context
        .call<'forget-processed'>({ type: 'forget-processed', study, number })
        .catch(() => undefined); // a runtime that has died keeps nothing
    });
    host.addController(this);
  }

  hostUpdate(): void {
    const code = codeOf(this.#host, this.#host.pipeline, this.#host.packageIndex);
    if (JSON.stringify(code) !== JSON.stringify(this.author?.code)) {
      this.#forget();
      this.author = code && new AuthorProgram(code, this.#context);
    }
    const parameters = JSON.stringify(this.#host.parameters ?? {});
    const { annotations } = this.#host;
    const second = this.#takesSecond ? this.#second.key : '';
    if (
      parameters !== this.#parameters ||
      annotations !== this.#marks ||
      second !== this.#secondKey
    ) {
      this.#parameters = parameters;
      this.#marks = annotations;
      this.#secondKey = second;
      this.revision += 1;
    }
  }

  hostConnected(): void {
    this.#observer.observe(this.#host, { childList: true, characterData: true, subtree: true });
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
    queueMicrotask(() => {
      if (!this.#host.isConnected) {
        this.#forget();
      }
    });
  }

  /** What is to be seen of a view: the number of a result, or null for the image itself. */
  async process(study: Study, view: ViewState): Promise<number | null> {
    if (!this.author) {
      return null;
    }
    const frameKey = JSON.stringify([study.number, view.series, view.frame, view.plane]);
    const working = this.#work(study, view, frameKey);
    this.#working = working;
    this.#isPainting = true;
    await Promise.race([working, pause(patience)]);
    this.#isPainting = false;
    const outcome = this.#cache.get(this.#newest?.key);
    const kept = this.#last?.frameKey === frameKey && !this.failure ? this.#last.number : null;
    const number = outcome ? outcome.number : kept;
    this.#last = { frameKey, number };
    return number;
  }

  /** Resolves once the pipeline has come to something for what is asked for; rejects if it can't. */
  async settled(): Promise<void> {
    const { viewport } = this.#context;
    if (this.#takesSecond) {
      await this.#second.settled();
      await viewport.rendered(); // what has come is asked for
    }
    for (let working: unknown = null; working !== this.#working && !this.#isSettled;) {
      await viewport.rendered();
      working = this.#working;
      await this.#working;
      await this.#host.updateComplete;
    }
    await viewport.rendered();
    if (this.failure) {
      throw this.failure;
    }
  }

  /** When the run that goes on began, in ms as `performance.now()` has it; undefined if none does. */
  get runStart(): number | undefined {
    return this.#run?.start;
  }

  /** Ends the run that goes on: a generator where it yields next, anything else with its Python. */
  halt(): void {
    this.#run?.program.stop(this.#run.listener, true);
  }

  get #isRunning(): boolean {
    return this.#running !== undefined;
  }

  get #isSettled(): boolean {
    return this.#cache.get(this.#newest?.key) !== undefined;
  }

  get #takesSecond(): boolean {
    return this.author?.signature?.inputs.includes('second') === true;
  }

  get #seconds(): number {
    const { pipelineTimeout } = this.#host;
    return pipelineTimeout !== undefined && pipelineTimeout > 0 ? pipelineTimeout : defaultTimeout;
  }

  async #work(study: Study, view: ViewState, frameKey: string): Promise<void> {
    const author = this.author;
    const working = ++this.#workCount;
    const attempt = `${frameKey} ${this.#parameters} ${this.#secondKey}`;
    if (!author || attempt === this.#tried) {
      return;
    }
    if (!author.signature) {
      prepareInputs(this.#context, study, view); // while Python starts
    }
    try {
      const signature = await author.describe(this.#seconds);
      if (author !== this.author) {
        return;
      }
      this.#tried = undefined;
      const volume = isOfVolume(signature.inputs);
      if (view.plane === 'mpr' && !volume) {
        this.#newest = undefined;
        return; // it works on one image
      }
      let second: SecondSeries | null = null;
      if (this.#takesSecond) {
        second = await this.#secondOf(study, view);
        if (working !== this.#workCount || author !== this.author) {
          return; // something else is asked for
        }
      }
      const { displayed } = this.#context.viewport;
      const isShown = displayed?.image.frame === view.frame;
      const uid = isShown ? displayed.picture.metadata.all['00080018']?.Value?.[0] : undefined;
      const marks = marksOn(this.#host.annotations, view, uid);
      const inputs = inputsFor(this.#context, study, view, signature.inputs, { marks, second });
      const parameters = this.#parameters;
      const key = JSON.stringify([signature.name, parameters, inputs.key]);
      const isNew = this.#newest?.key !== key;
      this.#newest = { key, study, view, inputs, parameters };
      const known = this.#cache.get(key);
      if (known) {
        if (isNew) {
          this.failure = undefined;
          this.#tell(signature.name, known.result);
        }
        return;
      }
      if (isNew) {
        this.failure = undefined;
        this.#run?.program.stop(this.#run.listener);
      } else if (this.failure) {
        return; // it was tried
      }
      this.#running ??= this.#runAll().finally(() => {
        this.#running = undefined;
        this.#wake();
      });
      while (this.#isRunning && this.#newest.key === key && !this.#cache.get(key)) {
        await this.#progress.next;
      }
    } catch (error) {
      if (author === this.author) {
        this.#tried = attempt;
        this.#fail(error);
      }
    }
  }

  /** The second series above a view; while it isn't known, nothing is asked for. */
  async #secondOf(study: Study, view: ViewState): Promise<SecondSeries | null> {
    const known = this.#second.known(study, view);
    if (known !== undefined) {
      return known;
    }
    this.#newest = undefined;
    return this.#second.find(study, view);
  }

  /** Runs what is asked for last, until nothing else is. */
  async #runAll(): Promise<void> {
    for (let pass = this.#newest; pass; pass = this.#next(pass)) {
      await this.#runOnce(pass);
    }
  }

  #next(before: Pass): Pass | undefined {
    const pass = this.#newest;
    return pass && pass.key !== before.key && !this.#cache.get(pass.key) ? pass : undefined;
  }

  async #runOnce(pass: Pass): Promise<void> {
    const { program, signature, code } = this.author ?? {};
    if (!program || !signature) {
      return;
    }
    let last: PipelineResult | undefined;
    const listener: RunListener = {
      log: (text) => {
        emit(this.#host, 'dicom-log', { text });
      },
      result: async (result) => {
        if (result) {
          last = result;
          await this.#keep(pass, result);
        }
        this.#repaint();
      },
    };
    this.#run = { program, listener, start: performance.now() };
    this.#host.requestUpdate();
    try {
      await program.run(
        { function: code?.functionName, parameters: pass.parameters, seconds: this.#seconds },
        pass.inputs,
        listener,
      );
      if (this.#newest?.key === pass.key) {
        this.#tell(signature.name, last ?? {});
      }
    } catch (error) {
      if (this.#newest?.key === pass.key) {
        this.#fail(error);
        this.#repaint();
      }
    } finally {
      this.#run = undefined;
      this.#wake();
    }
  }

  /** Lets what waits for a run go on. */
  #wake(): void {
    this.#progress.fire();
    this.#host.requestUpdate();
  }

  /** Has the image painted anew, unless that waits for this. */
  #repaint(): void {
    this.revision += this.#isPainting ? 0 : 1;
    this.#wake();
  }

  /** Brings what was made to the viewers' Python. */
  async #keep({ key, study, view }: Pass, result: PipelineResult): Promise<void> {
    const { pixels } = result;
    const outcome: Outcome = { study: study.number, number: null, result };
    if (pixels) {
      outcome.number = await this.#send(study, view, pixels);
    }
    this.#cache.set(key, outcome);
    this.results = result;
  }

  async #send(study: Study, view: ViewState, { data, shape }: ResultArray): Promise<number> {
    const number = ++lastNumber;
    const bytes = data.slice().buffer;
    const dtype = data.constructor.name.replace('Array', '').toLowerCase();
    const request = { study: study.number, view, number, dtype, shape, bytes };
    await this.#context.call<'keep-processed'>({ type: 'keep-processed', ...request }, [bytes]);
    return number;
  }

  #tell(name: string, result: PipelineResult): void {
    this.results = result;
    const run = this.#newest && { ...this.#newest, name, result };
    this.#show(run ? [...madeLabels(run, this.#context.call), ...madeContours(run)] : []);
    emit(this.#host, 'dicom-result', { name, result });
    this.#host.requestUpdate();
  }

  /** Replaces the labels: there is no more need to keep those before. */
  #show(made: readonly MadeLayer[]): void {
    for (const { kept } of this.made) {
      kept?.forget();
    }
    this.made = made;
  }

  #fail(thrown: unknown): void {
    const { DicomError, language } = this.#context;
    const error =
      thrown instanceof PipelineFailure
        ? new DicomError('pipeline', ...argumentsOf(thrown.why, {}))
        : DicomError.from(thrown);
    if (this.failure?.message === error.message) {
      return;
    }
    error.translate(language());
    this.failure = error;
    this.results = undefined;
    this.#show([]);
    emit(this.#host, 'dicom-error', { code: error.code, message: error.message });
    this.#host.requestUpdate();
  }

  #forget(): void {
    this.author?.release();
    this.author = undefined;
    this.failure = undefined;
    this.results = undefined;
    this.#show([]);
    this.#newest = undefined;
    this.#tried = undefined;
    this.#last = undefined;
    this.#cache.clear();
    this.revision += 1;
  }
}
