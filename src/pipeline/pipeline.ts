/** The page author's own Python: what it makes of images, and its results; fetched when an element first has one. */

import type { ReactiveController } from 'lit';

import type { DicomError } from '../errors.js';
import { emit } from '../events.js';
import { argumentsOf } from '../languages/message.js';
import type { Processing } from '../display/painter.js';
import type { PipelineResult, ViewState } from '../protocol/messages.js';
import type { Study } from '../runtime/study.js';
import { AuthorProgram } from './author-program.js';
import { codeOf } from './code.js';
import type { PipelineContext, PipelineHost } from './context.js';
import { inputsFor, isOfVolume, marksOn, prepareInputs } from './inputs.js';
import { madeContours } from './made-contours.js';
import { madeLabels, type MadeLayer } from './made-labels.js';
import { Second, type SecondSeries } from './second.js';
import { pause } from './signal.js';
import { PipelineFailure } from './pipeline-failure.js';
import { Runs, type Pass, type RunsListener } from './runs.js';

export { pipelineMessages } from '../languages/en/pipeline-messages.js';
export { takeTrustPolicy } from '../trusted-types.js';

/** How long, in ms, an image waits for the pipeline before it is painted without. */
const patience = 250;

/** How long a function may bring nothing, in s. */
const defaultTimeout = 10;

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
  /** The runs of the author's function. */
  #runs: Runs | undefined;
  #parameters = '{}';
  #marks: unknown;
  readonly #second: Second;
  #secondKey = '';
  /** Looks for another text of a child script. */
  readonly #observer = new MutationObserver(() => {
    this.#host.requestUpdate();
  });
  /** What `process` waits for. */
  #working: Promise<void> | undefined;
  #workCount = 0;
  /** Whether `process` waits. */
  #isPainting = false;
  /** What was tried when the file could not be loaded. */
  #tried: string | undefined;
  /** The last result that was painted, and of which frame. */
  #last: { frameKey: string; number: number | null } | undefined;

  readonly #listener: RunsListener = {
    log: (text) => {
      emit(this.#host, 'dicom-log', { text });
    },
    made: (result) => {
      this.results = result ?? this.results;
      this.#repaint();
    },
    done: (pass, result) => {
      this.#tell(pass, result);
    },
    failed: (error) => {
      this.#fail(error);
      this.#repaint();
    },
    changed: () => {
      this.#host.requestUpdate();
    },
  };

  constructor(host: PipelineHost, context: PipelineContext) {
    this.#host = host;
    this.#context = context;
    this.#second = new Second(host, context.layerSources);
    host.addController(this);
  }

  hostUpdate(): void {
    const code = codeOf(this.#host, this.#host.pipeline, this.#host.packageIndex);
    if (JSON.stringify(code) !== JSON.stringify(this.author?.code)) {
      this.#forget();
      this.author = code && new AuthorProgram(code, this.#context);
      this.#runs = this.author && new Runs(this.author, this.#context.call, this.#listener);
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
    const outcome = this.#runs?.outcome;
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
    for (let working: unknown = null; working !== this.#working && !this.#runs?.outcome;) {
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
    return this.#runs?.start;
  }

  /** Ends the run that goes on: a generator where it yields next, anything else with its Python. */
  halt(): void {
    this.#runs?.halt();
  }

  get #takesSecond(): boolean {
    return this.author?.signature?.inputs.includes('second') === true;
  }

  get #seconds(): number {
    const { pipelineTimeout } = this.#host;
    return pipelineTimeout !== undefined && pipelineTimeout > 0 ? pipelineTimeout : defaultTimeout;
  }

  async #work(study: Study, view: ViewState, frameKey: string): Promise<void> {
    const { author } = this;
    const runs = this.#runs;
    const working = ++this.#workCount;
    const attempt = `${frameKey} ${this.#parameters} ${this.#secondKey}`;
    if (!author || !runs || attempt === this.#tried) {
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
        runs.askNothing();
        return; // it works on one image
      }
      let second: SecondSeries | null = null;
      if (this.#takesSecond) {
        second = await this.#secondOf(study, view, runs);
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
      const pass = { key, study, view, inputs, parameters, seconds: this.#seconds };
      const isNew = runs.ask(pass);
      if (isNew) {
        this.failure = undefined;
      }
      const known = runs.outcome;
      if (known && isNew) {
        this.#tell(pass, known.result);
      }
      if (!known && !this.failure) {
        await runs.perform();
      }
    } catch (error) {
      if (author === this.author) {
        this.#tried = attempt;
        this.#fail(error);
      }
    }
  }

  /** The second series above a view; while it isn't known, nothing is asked for. */
  async #secondOf(study: Study, view: ViewState, runs: Runs): Promise<SecondSeries | null> {
    const known = this.#second.known(study, view);
    if (known !== undefined) {
      return known;
    }
    runs.askNothing();
    return this.#second.find(study, view);
  }

  /** Has the image painted anew, unless that waits for this. */
  #repaint(): void {
    this.revision += this.#isPainting ? 0 : 1;
    this.#host.requestUpdate();
  }

  #tell(pass: Pass, result: PipelineResult): void {
    const { name = '' } = this.author?.signature ?? {};
    const run = { ...pass, name, result };
    this.results = result;
    this.#show([...madeLabels(run, this.#context.call), ...madeContours(run)]);
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
    this.#runs?.end();
    this.#runs = undefined;
    this.failure = undefined;
    this.results = undefined;
    this.#show([]);
    this.#tried = undefined;
    this.#last = undefined;
    this.revision += 1;
  }
}
