import type { Calls, RenderReply, Reply, Request } from '../protocol.js';
import { FramePending, type FrameDecoder } from './frame-decoder.js';
import type { Answer, Python } from './python.js';
import { PythonStopped } from './python-stopped.js';

/** What a request is answered with: a reply, and the buffers that move with it. */
export interface ServiceAnswer {
  value: Reply;
  warnings: Answer['warnings'];
  transfer: Transferable[];
}

/** How long nobody asks for anything, in ms, before frames are decoded ahead. */
const idleTime = 30;

/**
 * Answers the page's requests once Python has started; while one waits for its frame to be decoded,
 * others. While there are none, it has decoded what is likely to be asked for next.
 */
export class Service {
  readonly #python: Promise<Python>;
  readonly #decoder: FrameDecoder;
  #idle: ReturnType<typeof setTimeout> | undefined;
  /** The study that was rendered last. */
  #shown: number | undefined;

  constructor(python: Promise<Python>, decoder: FrameDecoder) {
    this.#python = python;
    this.#decoder = decoder;
  }

  /** Answers a request; throws what `Python.call` throws. */
  async answer(request: Request): Promise<ServiceAnswer> {
    clearTimeout(this.#idle);
    const python = await this.#python;
    const warnings: Answer['warnings'] = [];
    const { result, duration } = await this.#decoder.run(() =>
      answerOrWarn(python, request, warnings),
    );
    if (request.type === 'render') {
      (result.value as RenderReply).decodeMs += duration;
      this.#shown = request.study;
    }
    this.#decodeAhead(python, idleTime);
    return { ...result, warnings: [...warnings, ...result.warnings] };
  }

  /** Decodes one frame ahead after a time in which nobody asks, then the next. */
  #decodeAhead(python: Python, delay: number): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      this.#decodeOne(python).then(
        (hasMore) => {
          if (hasMore) {
            this.#decodeAhead(python, 0); // what was asked meanwhile has come first
          }
        },
        (error: unknown) => {
          // What is wrong with a frame comes again when it is shown; without Python nothing does.
          if (error instanceof PythonStopped) {
            reportError(error);
          }
        },
      );
    }, delay);
  }

  async #decodeOne(python: Python): Promise<boolean> {
    const study = this.#shown;
    if (study === undefined) {
      return false;
    }
    const answer = await this.#decoder.runAhead(() => python.call('decode_ahead', study));
    return answer?.value === true;
  }
}

/**
 * Answers a request. What Python warned of before it waited is kept: a frame that is decoded by then,
 * while its colours are converted, isn't warned of again.
 */
function answerOrWarn(
  python: Python,
  request: Request,
  warnings: Answer['warnings'],
): ServiceAnswer {
  try {
    return answerWith(python, request);
  } catch (error) {
    if (error instanceof FramePending) {
      warnings.push(...error.warnings);
    }
    throw error;
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
    case 'drop-caches':
      return plain(python.call('drop_caches'));
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
