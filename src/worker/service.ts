import type { DicomMetadata } from '../metadata.js';
import type {
  AddRequest,
  RenderReply,
  RenderRequest,
  Reply,
  Request,
  ViewState,
} from '../protocol/messages.js';
import { whileBusy } from './busy.js';
import { FramePending, type FrameDecoder } from './frame-decoder.js';
import { sizeOf, type LentFiles } from './open-files.js';
import type { Answer, MakeRoom, Python } from './python.js';
import { PythonStopped } from './boot/python-stopped.js';

/** What a request is answered with: a reply, and the buffers that move with it. */
export interface ServiceAnswer {
  value: Reply;
  warnings: Answer['warnings'];
  transfer: Transferable[];
}

/** How long nobody asks for anything, in ms, before frames of what came last are decoded ahead. */
const idleTime = 30;

/**
 * Answers the page's requests once Python has started; while one waits for its frame to be decoded,
 * others. Meanwhile what is likely to be asked for next is decoded, as many frames at once as there
 * are assistants: after a time in which nobody asks, or at once where frame follows on frame. What
 * lies in local files is read ahead only while nobody asks.
 */
export class Service {
  readonly #python: Promise<Python>;
  readonly #decoder: FrameDecoder;
  readonly #files: LentFiles;
  #idle: ReturnType<typeof setTimeout> | undefined;
  /** The study that was rendered last. */
  #shown: number | undefined;
  /** The frame of each study that was rendered last. */
  readonly #frames = new Map<number, number>();
  /** What is decoded ahead now, as `study/frame`. */
  readonly #ahead = new Set<string>();

  /** The last request that needs a volume. */
  #volumeTurn: Promise<unknown> = Promise.resolve();

  constructor(python: Promise<Python>, decoder: FrameDecoder, files: LentFiles) {
    this.#python = python;
    this.#decoder = decoder;
    this.#files = files;
  }

  /** Answers a request, and calls `busy` now and then while it goes on; throws what `Python.call` throws. */
  answer(request: Request, busy: () => void = () => undefined): Promise<ServiceAnswer> {
    if (!('view' in request) || request.view.plane === null) {
      return this.#answer(request, busy);
    }
    // One at a time, or two series would each let go of the other's slices.
    const before = whileBusy(
      this.#volumeTurn.catch(() => undefined),
      busy,
    );
    const turn = before.then(() => this.#answer(request, busy));
    this.#volumeTurn = turn;
    return turn;
  }

  async #answer(request: Request, busy: () => void): Promise<ServiceAnswer> {
    clearTimeout(this.#idle);
    const python = await this.#python;
    const warnings: Answer['warnings'] = [];
    const preparing = await this.#prepare(python, request, warnings, busy);
    const call = () => answerOrWarn(python, this.#files, request, warnings);
    const { result, duration } = await this.#decoder.run(call, busy);
    if (request.type === 'render') {
      const reply = result.value as RenderReply;
      reply.decodeMs += preparing + duration;
      this.#follow(python, request.study, reply.images[0].frame);
    } else if (request.type === 'close') {
      this.#frames.delete(request.study);
    } else if (request.type === 'drop-caches') {
      this.#shown = undefined; // nobody looks: nothing is made again before somebody does
    }
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      this.#decodeAhead(python, this.#shown);
      this.#readAhead(python);
    }, idleTime);
    return { ...result, warnings: [...warnings, ...result.warnings] };
  }

  /** Has the volume read that a request needs, a while at a time; returns how long it took, in ms. */
  async #prepare(
    python: Python,
    request: Request,
    warnings: Answer['warnings'],
    busy: () => void,
  ): Promise<number> {
    if (!('view' in request) || request.view.plane === null) {
      return 0;
    }
    const start = performance.now();
    const { study, view } = request;
    const prepare = () => python.call('prepare', study, viewOf(view));
    for (;;) {
      const { result } = await this.#decoder.run(prepare, busy);
      warnings.push(...result.warnings);
      if (result.value === 0) {
        return performance.now() - start;
      }
      busy();
      await new Promise((resolve) => setTimeout(resolve)); // others have their turn
    }
  }

  /** Where frame follows on frame, has the next ones decoded as soon as this one is on its way. */
  #follow(python: Python, study: number, frame: number): void {
    const before = this.#frames.get(study) ?? frame;
    this.#frames.set(study, frame);
    this.#shown = study;
    if (before !== frame) {
      this.#decodeSoon(python, study);
    }
  }

  /** Decodes ahead once what is asked meanwhile is answered. */
  #decodeSoon(python: Python, study: number): void {
    setTimeout(() => {
      this.#decodeAhead(python, study);
    });
  }

  #decodeAhead(python: Python, study: number | undefined): void {
    if (study === undefined) {
      return;
    }
    const frames = python.call('frames_ahead', study).value as number[];
    for (const frame of frames) {
      this.#decodeOne(python, study, frame).then(
        (isKept) => {
          if (isKept) {
            this.#decodeSoon(python, study);
          }
        },
        (error: unknown) => {
          // What is wrong with a frame comes again when it is shown; without Python nothing does.
          if (error instanceof PythonStopped) {
            reportError(error);
          }
        },
      );
    }
  }

  /** Reads frames from local files, a moment at a time, until somebody asks for something. */
  #readAhead(python: Python): void {
    if (this.#shown !== undefined && python.call('read_ahead', this.#shown).value === true) {
      this.#idle = setTimeout(() => {
        this.#readAhead(python);
      });
    }
  }

  async #decodeOne(python: Python, study: number, frame: number): Promise<boolean> {
    const name = `${String(study)}/${String(frame)}`;
    if (this.#ahead.has(name)) {
      return false;
    }
    this.#ahead.add(name);
    try {
      const call = () => python.call('decode_ahead', study, frame);
      return (await this.#decoder.runAhead(call))?.value === true;
    } finally {
      this.#ahead.delete(name);
    }
  }
}

/**
 * Answers a request. What Python warned of before it waited is kept: a frame that is decoded by then,
 * while its colours are converted, isn't warned of again.
 */
function answerOrWarn(
  python: Python,
  files: LentFiles,
  request: Request,
  warnings: Answer['warnings'],
): ServiceAnswer {
  try {
    return answerWith(python, files, request);
  } catch (error) {
    if (error instanceof FramePending) {
      warnings.push(...error.warnings);
    }
    throw error;
  }
}

function answerWith(python: Python, files: LentFiles, request: Request): ServiceAnswer {
  switch (request.type) {
    case 'add':
      return add(python, files, request);
    case 'outline':
      return plain(python.call('outline', request.study));
    case 'render':
      return render(python, request);
    case 'pixel':
      return plain(
        python.call(
          'pixel_at',
          request.study,
          viewOf(request.view),
          request.x,
          request.y,
          request.image,
        ),
      );
    case 'close':
      files.takeBackAll(request.study);
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

/** Opens a file; Python reads from one with an image until its study is closed. */
function add(python: Python, files: LentFiles, { study, index, file }: AddRequest): ServiceAnswer {
  files.lend(study, index, file);
  try {
    const place = file instanceof Blob ? 'disk' : 'memory';
    const answer = plain(python.call('add_file', study, index, sizeOf(file), place));
    if (answer.value) {
      files.takeBack(study, index); // a DICOMDIR has told all that it has to tell
    }
    return answer;
  } catch (error) {
    files.takeBack(study, index);
    throw error;
  }
}

/** Renders a view, and what else is wanted of it. */
function render(python: Python, request: RenderRequest): ServiceAnswer {
  const view = viewOf(request.view);
  const pixels = new Room(request.room);
  const { value, warnings } = python.call('render', request.study, view, pixels.make);
  const reply: RenderReply = { ...(value as RenderReply), layer: null, metadata: null };
  reply.images.forEach((image, index) => {
    image.pixels = pixels.made[index] ?? new ArrayBuffer(0);
  });
  const answer: ServiceAnswer = { value: reply, warnings, transfer: [...pixels.made] };
  if (request.withLayer && reply.hasLayer) {
    const layer = new Room();
    warnings.push(...python.call('render_layer', request.study, view, layer.make).warnings);
    reply.layer = layer.made[0] ?? null;
    answer.transfer.push(...layer.made);
  }
  if (request.subject !== reply.subject) {
    const description = python.call('describe', request.study, view);
    warnings.push(...description.warnings);
    reply.metadata = description.value as DicomMetadata;
  }
  return answer;
}

/** Room for pixels: buffers that were used before, where they are of the right size, and new ones. */
class Room {
  /** What was made, in the order in which it was asked for. */
  readonly made: ArrayBuffer[] = [];
  readonly #used: ArrayBuffer[];

  constructor(used: readonly ArrayBuffer[] = []) {
    this.#used = [...used];
  }

  /** Makes room for a number of bytes; null if there is none. */
  readonly make: MakeRoom = (size) => {
    const index = this.#used.findIndex(({ byteLength }) => byteLength === size);
    try {
      const buffer = this.#used.splice(index, index < 0 ? 0 : 1)[0] ?? new ArrayBuffer(size);
      this.made.push(buffer);
      return new Uint8Array(buffer);
    } catch {
      return null; // Python raises its own error, which has a code
    }
  };
}

function plain({ value, warnings }: Answer): ServiceAnswer {
  return { value: value as Reply, warnings, transfer: [] };
}

/** Spells a view as the fields of Python's `View`. */
function viewOf(view: ViewState): string {
  return JSON.stringify({
    series: view.series,
    frame: view.frame,
    window_center: view.windowCenter,
    window_width: view.windowWidth,
    voi: view.voi,
    colormap: view.colormap,
    invert: view.invert,
    plane: view.plane,
    slab: view.slab,
    projection: view.projection,
    center: view.crosshair?.center ?? null,
    axes: view.crosshair?.axes ?? null,
  });
}
