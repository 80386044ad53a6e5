import { DicomError } from '../errors.js';
import type {
  DownloadOptions,
  ExportCommand,
  ExportContext,
  ExportedElement,
} from '../export/host.js';
import type { Exports } from '../export/export.js';
import { learnEnglish } from '../languages/english.js';
import { fill } from '../languages/fill.js';
import { detailOf, type Parameters } from '../languages/message.js';
import { importPart } from '../network/lazy-part.js';
import { lazyValue } from '../network/lazy-value.js';

/** Fetches what saves and copies once something is to be exported, and tells a visitor how that goes. */
export class Exporting {
  readonly #host: ExportedElement;
  readonly #context: ExportContext;
  /** How what a visitor asked for goes, or has gone. */
  message = '';

  constructor(host: ExportedElement, context: ExportContext) {
    this.#host = host;
    this.#context = context;
  }

  /** Throws `network` if what exports can't be had. */
  readonly fetch = lazyValue(async (): Promise<Exports> => {
    try {
      const module = await importPart<typeof import('../export/export.js')>(
        this.#host.renderRoot,
        'export.js',
        () => new URL('./export.js', import.meta.url),
      );
      learnEnglish(module.exportMessages);
      return new module.Exports({
        ...this.#context,
        properties: this.#host,
        say: this.#say,
        DicomError,
      });
    } catch (cause) {
      throw new DicomError('network', 'part-missing', { detail: detailOf(cause) }, { cause });
    }
  });

  /** Saves or copies what a visitor asks for, as it is seen. */
  async run(command: ExportCommand, options: DownloadOptions): Promise<void> {
    try {
      await (await this.fetch()).run(command, options);
    } catch (thrown) {
      const error = DicomError.from(thrown);
      error.translate(this.#context.language());
      this.#say(error.message);
    }
  }

  readonly #say = (text: string, parameters: Parameters = {}): void => {
    this.message = fill(text, parameters, this.#context.language());
    this.#host.requestUpdate();
  };
}
