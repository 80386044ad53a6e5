import { DicomError } from '../errors.js';
import type { Calls, Reply, Request } from '../protocol.js';
import { CodecNeeded, type Answer, type Python } from './python.js';

/** What a request is answered with: a reply, and the buffers that move with it. */
export interface ServiceAnswer {
  value: Reply;
  warnings: Answer['warnings'];
  transfer: Transferable[];
}

/** How long nobody asks for anything, in ms, before frames are decoded ahead. */
const idleTime = 100;

/**
 * Answers the page's requests, one at a time because Python is synchronous, once it has started. While
 * there are none, it decodes what is likely to be asked for next.
 */
export class Service {
  readonly #python: Promise<Python>;
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
    const answer = await answerWithCodecs(python, request);
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

/**
 * Answers a request. A codec that Python lacks for it is fetched, while others are answered, and
 * Python is asked again.
 */
async function answerWithCodecs(python: Python, request: Request): Promise<ServiceAnswer> {
  for (;;) {
    try {
      return answerWith(python, request);
    } catch (error) {
      if (!(error instanceof CodecNeeded)) {
        throw error;
      }
      await fetchCodec(python, error.codec);
    }
  }
}

async function fetchCodec(python: Python, codec: string): Promise<void> {
  try {
    await python.installCodec(codec);
  } catch (error) {
    throw new DicomError('network', `The decoder ${codec} can't be fetched.`, { cause: error });
  }
}

function answerWith(python: Python, request: Request): ServiceAnswer {
  switch (request.type) {
    case 'open':
      return plain(python.call('open_study', new Uint8Array(request.bytes)));
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
