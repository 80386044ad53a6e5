import { D4C } from 'd4c-queue';

import { DicomError } from '../errors.js';
import type { Calls, Reply, Request } from '../protocol.js';
import type { CodecName } from './codecs/registry.js';
import type { Answer, Python } from './python.js';

/** What a request is answered with: a reply, and the buffers that move with it. */
export interface ServiceAnswer {
  value: Reply;
  warnings: Answer['warnings'];
  transfer: Transferable[];
}

/** How long nobody asks for anything, in ms, before frames are decoded ahead. */
const idleTime = 100;

/**
 * Answers the page's requests one at a time, in their order, once Python has started. While there
 * are none, it decodes what is likely to be asked for next.
 */
export class Service {
  readonly #python: Promise<Python>;
  readonly #queue = new D4C();
  #idle: ReturnType<typeof setTimeout> | undefined;
  /** The study that was rendered last. */
  #shown: number | undefined;

  constructor(python: Promise<Python>) {
    this.#python = python;
  }

  /** Answers a request; throws what `Python.call` throws. */
  async answer(request: Request): Promise<ServiceAnswer> {
    clearTimeout(this.#idle);
    const python = await this.#python;
    const answer = await this.#queue.apply(() => answerWith(python, request));
    if (request.type === 'render') {
      this.#shown = request.study;
    }
    this.#decodeAhead(python, idleTime);
    return answer;
  }

  /** Decodes one frame ahead after a time in which nobody asks, then the next. */
  #decodeAhead(python: Python, delay: number): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      if (this.#shown !== undefined && python.call('decode_ahead', this.#shown).value === true) {
        this.#decodeAhead(python, 0); // what was asked meanwhile has come first
      }
    }, delay);
  }
}

async function answerWith(python: Python, request: Request): Promise<ServiceAnswer> {
  switch (request.type) {
    case 'open':
      return open(python, new Uint8Array(request.bytes));
    case 'render':
      return render(python, request);
    case 'pixel':
      return plain(python.call('pixel_at', request.study, request.frame, request.x, request.y));
    case 'close':
      return plain(python.call('close_study', request.study));
    case 'statistics': {
      const { value, warnings } = python.call('study_count');
      const reply = {
        heapBytes: python.heapBytes,
        studies: value as number,
        references: python.references,
      };
      return { value: reply, warnings, transfer: [] };
    }
  }
}

/** Renders a frame, and what lies above it if that is wanted, into the page's own buffers. */
function render(python: Python, request: Calls['render']['request']): ServiceAnswer {
  const { study, view, pixels, layer } = request;
  const image = python.call('render', study, viewOf(view), new Uint8Array(pixels));
  const value = { ...(image.value as Calls['render']['reply']), pixels, layer };
  if (!layer) {
    return { value, warnings: image.warnings, transfer: [pixels] };
  }
  const above = python.call('render_layer', study, view.frame, new Uint8Array(layer));
  const warnings = [...image.warnings, ...above.warnings];
  return { value, warnings, transfer: [pixels, layer] };
}

/** Opens a file, and has the codec ready that its pixels need. */
async function open(python: Python, bytes: Uint8Array): Promise<ServiceAnswer> {
  const answer = python.call('open_study', bytes);
  const { study, codec } = answer.value as Calls['open']['reply'] & { codec: CodecName | null };
  if (codec) {
    try {
      await python.installCodec(codec);
    } catch (error) {
      python.call('close_study', study);
      throw new DicomError('network', `The decoder ${codec} can't be fetched.`, { cause: error });
    }
  }
  return plain(answer);
}

function plain({ value, warnings }: Answer): ServiceAnswer {
  return { value: value as Reply, warnings, transfer: [] };
}

/** Spells a view as the fields of Python's `View`. */
function viewOf(view: Calls['render']['request']['view']): string {
  return JSON.stringify({
    frame: view.frame,
    window_center: view.windowCenter,
    window_width: view.windowWidth,
    voi: view.voi,
    colormap: view.colormap,
    invert: view.invert,
  });
}
