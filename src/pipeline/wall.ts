import { fetchWhole } from '../network/import.js';
import { trustPolicy } from '../trusted-types.js';

/** The worker of a pipeline, behind its wall. */
export interface WalledWorker {
  /** By which page and worker talk. */
  port: MessagePort;
  /** Ends the worker, whatever it does. */
  end: () => void;
}

/** The wall can't be built: the browser, or the page's policy, refuses. */
export class NoWall extends Error {}

/** How long, in ms, a frame that has loaded may take to say so. */
const patience = 1000;

/** Why there is no wall where the frame's script doesn't run. WebKit's frame of no origin takes no script of `'self'`. */
const refused = (origin: string) =>
  `the page's policy, or the browser, stops the sandboxed frame: Safari needs ${origin} in script-src, not 'self'`;

/**
 * Starts a worker in a sandboxed frame: its origin is nobody's, so it has no storage and no part in the page; its policy
 * lets no script but the frame's own be fetched, and that one only until the worker is started. Throws `NoWall`.
 */
export async function startBehindWall(script: Blob, frameUrl: string): Promise<WalledWorker> {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.hidden = true;
  frame.title = 'dicom-viewer';
  const { source, element } = await frameScript(frameUrl);
  const policy = `default-src 'none'; script-src ${source} 'wasm-unsafe-eval'; worker-src blob:`;
  const html = `<!doctype html><meta http-equiv="Content-Security-Policy" content="${policy}">${element}`;
  frame.srcdoc = trustPolicy().createHTML(html);
  const end = () => {
    frame.remove();
  };
  const ready = readyOf(frame, new URL(frameUrl).origin);
  document.documentElement.append(frame);
  try {
    await ready;
  } catch (error) {
    end();
    throw error;
  }
  const { port1, port2 } = new MessageChannel();
  // Its origin is nobody's: it can't be named as the target, and nothing else can be in the frame.
  frame.contentWindow?.postMessage({ script }, '*', [port2]);
  return { port: port1, end };
}

/** Starts a worker of the page's own origin, which has the page's network. Throws `NoWall` if the page may not. */
export function startWithoutWall(script: Blob): WalledWorker {
  const url = URL.createObjectURL(script);
  const worker = new Worker(trustPolicy().createScriptURL(url));
  const { port1, port2 } = new MessageChannel();
  worker.postMessage({ port: port2 }, [port2]);
  return {
    port: port1,
    end: () => {
      worker.terminate();
      URL.revokeObjectURL(url);
    },
  };
}

/** Resolves once the frame's script, of an origin, runs. */
function readyOf(frame: HTMLIFrameElement, origin: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const listener = new AbortController();
    const { signal } = listener;
    const handle = ({ source, data }: MessageEvent<unknown>) => {
      if (source === frame.contentWindow && data === 'dicom-viewer') {
        listener.abort();
        resolve();
      }
    };
    addEventListener('message', handle, { signal });
    const loaded = () => {
      setTimeout(() => {
        listener.abort();
        reject(new NoWall(refused(origin)));
      }, patience);
    };
    frame.addEventListener('load', loaded, { once: true });
  });
}

/**
 * The frame's script as HTML, and what allows it in the frame's policy. A blob: URL, as files of a notebook's kernel have,
 * is of the page's origin, which the frame is not of: that script stands in the frame itself.
 */
async function frameScript(url: string): Promise<{ source: string; element: string }> {
  if (!url.startsWith('blob:')) {
    return { source: sourceOf(url), element: `<script src="${escaped(url)}"></script>` };
  }
  const text = new TextDecoder().decode(await fetchWhole(url));
  const nonce = crypto.getRandomValues(new Uint32Array(4)).join('');
  return { source: `'nonce-${nonce}'`, element: `<script nonce="${nonce}">${text}</script>` };
}

/** A URL as a source of a policy: without what has a meaning there. */
function sourceOf(url: string): string {
  const { origin, pathname } = new URL(url);
  const names = { ';': '%3B', ',': '%2C', "'": '%27' } as Record<string, string>;
  return `${origin}${pathname.replaceAll(/[;,']/g, (character) => names[character] ?? '')}`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}
