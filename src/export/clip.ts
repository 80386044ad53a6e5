import { runOf } from '../display/cine-run.js';
import type { DisplayedImage } from '../display/displayed.js';
import { detailOf } from '../languages/message.js';
import { finiteOrNull } from '../view/view.js';
import { compose, contextOf } from './composition.js';
import type { ExportHost, ExportOptions } from './host.js';
import { webmOf, type WebmFrame, type WebmTrack } from './webm.js';

/** What may encode pictures, the better first. */
const codecs = [
  { codec: 'vp09.00.41.08', name: 'V_VP9' },
  { codec: 'vp8', name: 'V_VP8' },
] as const;

/** The time from one frame at which a player can begin to the next, in ms. */
const keyInterval = 1000;

/** How many frames may wait for the encoder: all of them would not fit into memory. */
const mostWaiting = 4;

/** How many bits a pixel of a frame takes: noise and text stay legible. */
const bitsPerPixel = 0.4;

/**
 * Records the frames that are played, from the first to the last, each for as long as it is shown: each is rendered, and
 * encoded with its own time, however long that takes. Throws `export` where there are no frames, or the browser can't.
 */
export async function recordClip(
  displayed: DisplayedImage,
  host: ExportHost,
  options: ExportOptions,
  progressed: (part: number) => void,
): Promise<Blob> {
  const { viewport, properties } = host;
  const { frameCount, view } = viewport;
  if (frameCount < 2 || displayed.picture.images.length > 1) {
    throw new host.DicomError('export', 'clip-of-one-image');
  }
  const fps = finiteOrNull(properties.fps);
  const run = runOf({ summary: displayed.cine, frameCount, loop: false, fps });
  const withLayer = properties.overlays !== 'off' && options.overlays !== false;
  const withLayers = options.layers !== false;
  const recorder = new Recorder(host);
  let time = 0;
  for (let frame = run.first; frame <= run.last; frame += 1) {
    const request = { ...displayed.request, view: { ...view, frame } };
    const { study } = displayed;
    const picture = await study.render(request.view, withLayer);
    const layers = withLayers ? await host.layers()?.over({ study, request, picture }) : [];
    const [{ pixels, columns, rows }] = picture.images;
    const canvases = [pixels, picture.layer].flatMap((bytes) =>
      bytes ? [canvasOf(bytes, columns, rows, host)] : [],
    );
    const duration = run.timeBefore(Math.min(frame + 1, run.last));
    await recorder.add(compose({ picture, canvases, layers }, options, host), time, duration);
    time += duration;
    progressed((frame + 1 - run.first) / (run.last + 1 - run.first));
  }
  return recorder.end(time);
}

function canvasOf(pixels: ArrayBuffer, width: number, height: number, host: ExportHost) {
  const context = contextOf({ width, height }, host);
  context.putImageData(new ImageData(new Uint8ClampedArray(pixels), width, height), 0, 0);
  return context.canvas;
}

/** Encodes pictures, which have the size of the first. */
class Recorder {
  readonly #host: ExportHost;
  readonly #frames: WebmFrame[] = [];
  #encoder: VideoEncoder | undefined;
  #track: Omit<WebmTrack, 'duration'> | undefined;
  #failure: unknown;
  #lastKey = -Infinity;

  constructor(host: ExportHost) {
    this.#host = host;
  }

  /** Adds a picture; times are in ms. */
  async add(canvas: HTMLCanvasElement, time: number, duration: number): Promise<void> {
    this.#encoder ??= await this.#open(canvas, duration);
    const encoder = this.#encoder;
    const isKey = time - this.#lastKey >= keyInterval;
    this.#lastKey = isKey ? time : this.#lastKey;
    const timestamp = Math.round(time * 1000);
    const frame = new VideoFrame(canvas, { timestamp, duration: Math.round(duration * 1000) });
    try {
      encoder.encode(frame, { keyFrame: isKey });
    } catch (error) {
      throw this.#error(this.#failure ?? error);
    } finally {
      frame.close();
    }
    while (encoder.encodeQueueSize > mostWaiting && encoder.state === 'configured') {
      await new Promise((resolve) => {
        encoder.addEventListener('dequeue', resolve, { once: true });
      });
    }
  }

  /** The file, once all pictures are encoded. */
  async end(duration: number): Promise<Blob> {
    try {
      await this.#encoder?.flush();
    } catch (error) {
      throw this.#error(this.#failure ?? error);
    }
    this.#encoder?.close();
    const track = this.#track;
    if (!track) {
      throw new this.#host.DicomError('export', 'clip-of-one-image');
    }
    return webmOf(this.#frames, { ...track, duration });
  }

  async #open({ width, height }: HTMLCanvasElement, duration: number): Promise<VideoEncoder> {
    const framerate = Math.min(1000 / duration, 120);
    const bitrate = Math.max(width * height * framerate * bitsPerPixel, 1e6);
    for (const { codec, name } of codecs) {
      const config = { codec, width, height, framerate, bitrate, latencyMode: 'quality' } as const;
      if (await isSupported(config)) {
        this.#track = { codec: name, width, height };
        const encoder = new VideoEncoder({
          output: (chunk) => {
            this.#take(chunk);
          },
          error: (error) => {
            this.#failure = error;
          },
        });
        encoder.configure(config);
        return encoder;
      }
    }
    throw new this.#host.DicomError('export', 'clip-unsupported');
  }

  #take(chunk: EncodedVideoChunk): void {
    const bytes = new Uint8Array(chunk.byteLength);
    chunk.copyTo(bytes);
    this.#frames.push({ time: chunk.timestamp / 1000, isKey: chunk.type === 'key', bytes });
  }

  #error(cause: unknown) {
    return new this.#host.DicomError(
      'export',
      'clip-failed',
      { detail: detailOf(cause) },
      { cause },
    );
  }
}

async function isSupported(config: VideoEncoderConfig): Promise<boolean> {
  try {
    return (await VideoEncoder.isConfigSupported(config)).supported ?? false;
  } catch {
    return false; // there is no VideoEncoder, or it takes no such size
  }
}
