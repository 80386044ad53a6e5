import { isMarkTool } from '../annotations/annotation.js';
import { emit } from '../events.js';
import { learnEnglish } from '../languages/english.js';
import { sentence } from '../languages/fill.js';
import { detailOf, type Message } from '../languages/message.js';
import type { MarkedElement, MarksContext } from '../marks/marked-element.js';
import type { Marks } from '../marks/marks.js';
import { importPart } from '../network/lazy-part.js';
import { lazyValue, retryPause } from '../network/lazy-value.js';
import { idleTool, type Tool } from '../tools/tool.js';

type MarksModule = typeof import('../marks/marks.js');

/** Fetches what shows marks once there are any, or a tool for them is chosen; until then there are none to see. */
export class Marking {
  readonly #host: MarkedElement;
  readonly #context: Omit<MarksContext, 'warn'>;
  #marks: Marks | undefined;
  /** Undefined as long as no marks were there. */
  #fetching: Promise<Marks | undefined> | undefined;
  /** Whether the page knows that what shows marks could not be fetched. */
  #isWarned = false;
  #src: string | undefined;
  #loading: Promise<void> | undefined;

  constructor(host: MarkedElement, context: Omit<MarksContext, 'warn'>) {
    this.#host = host;
    this.#context = context;
  }

  /** Brings marks up to date, after each update of the element. */
  update(): void {
    const { annotations, annotationsSrc, tool, editable } = this.#host;
    if (this.#context.viewport.waitsFor) {
      return;
    }
    const hasMarks = (annotations as unknown[] | undefined)?.length !== 0;
    if (hasMarks || annotationsSrc || (editable && isMarkTool(tool))) {
      this.#fetching = this.#fetch().catch(() => undefined); // a later update is the next try
    }
    if (annotationsSrc !== this.#src) {
      this.#src = annotationsSrc;
      this.#loading = annotationsSrc ? this.#load(annotationsSrc) : undefined;
    }
    this.#marks?.update();
  }

  /** The tool of marks that a press means, on what is under the pointer; undefined where it means none. */
  toolAt(target: EventTarget | null): Tool | undefined {
    return this.#marks
      ? this.#marks.toolAt(target)
      : isMarkTool(this.#host.tool)
        ? idleTool
        : undefined;
  }

  /** Draws the marks that are seen on the first image of a picture. */
  readonly draw = (...drawing: Parameters<Marks['draw']>): void => {
    this.#marks?.draw(...drawing);
  };

  /** Resolves once marks are there, and those that are seen are measured. */
  async settled(): Promise<void> {
    if (this.#fetching) {
      await this.#loading;
      const marks = await this.#fetching;
      await this.#host.updateComplete;
      await marks?.settled();
    }
  }

  readonly #fetch = lazyValue(async (): Promise<Marks> => {
    try {
      const own = () => new URL('./annotations.js', import.meta.url);
      const { renderRoot } = this.#host;
      const module = await importPart<MarksModule>(renderRoot, 'annotations.js', own);
      learnEnglish(module.marksMessages);
      this.#marks = module.createMarks(this.#host, {
        ...this.#context,
        warn: (message) => {
          this.#warn(message);
        },
      });
      this.#host.requestUpdate();
      return this.#marks;
    } catch (error) {
      if (!this.#isWarned) {
        this.#isWarned = true;
        this.#warn({ reason: 'part-missing', parameters: { detail: detailOf(error) } });
      }
      throw error;
    }
  }, retryPause);

  async #load(src: string): Promise<void> {
    const marks = await this.#fetching;
    if (!marks) {
      this.#src = undefined; // it is read once there is what shows it
    } else if (this.#src === src) {
      await marks.load(src, this.#host.crossOrigin);
    }
  }

  #warn(message: Message): void {
    const text = sentence(message, this.#context.language());
    emit(this.#host, 'dicom-warning', { code: 'annotations', message: text });
  }
}
