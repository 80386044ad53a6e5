/** The widget of notebooks, as a notebook shows it, and the kernel's side of it. */

import type { DicomViewer } from '/dist/dicom-viewer.js';

import { sample } from './harness.js';
import { empty, open, type Page } from './page.js';

type Listener = (content?: unknown, buffers?: readonly DataView[]) => void;

interface Asked {
  id: string;
  file: string;
  start: number;
}

/** A piece of an array of a pipeline's results. */
interface Sent {
  type: 'result';
  run: string;
  kind: string;
}

/** How many bytes the kernel sends at once. */
const pieceSize = 500_000;

/** A widget's model, whose kernel answers with files of servers, or with what is wrong. */
export class Model {
  /** The files that the page has asked for, from their beginning. */
  readonly asked: string[] = [];
  saves = 0;
  /** The bytes that the page has sent, in pieces of at most 4 MiB, by run and kind. */
  readonly received = new Map<string, Uint8Array<ArrayBuffer>[]>();
  /** Delays the answer to a request for a file. */
  delay: (file: string) => Promise<void> | undefined = () => undefined;
  readonly #traits: Record<string, unknown>;
  readonly #files: Record<string, string | ArrayBuffer>;
  readonly #listeners = new Map<string, Set<Listener>>();

  /** `files` are bytes, or URLs of what has them. */
  constructor(traits: Record<string, unknown>, files: Record<string, string | ArrayBuffer> = {}) {
    this.#traits = traits;
    this.#files = files;
  }

  get listenerCount(): number {
    return [...this.#listeners.values()].reduce((sum, { size }) => sum + size, 0);
  }

  get = (name: string) => this.#traits[name];

  set = (name: string, value: unknown) => {
    this.#traits[name] = value;
    this.#fire(`change:${name}`);
  };

  save_changes = () => {
    this.saves += 1;
  };

  on = (event: string, listener: Listener) => {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
  };

  off = (event: string, listener: Listener) => {
    this.#listeners.get(event)?.delete(listener);
  };

  send = (content: object, _?: undefined, [piece]: readonly ArrayBuffer[] = []) => {
    const { type, run, kind } = content as Partial<Sent>;
    if (type === 'result') {
      const key = `${String(run)} ${String(kind)}`;
      const pieces = this.received.get(key) ?? [];
      this.received.set(key, [...pieces, new Uint8Array(piece ?? new ArrayBuffer(0))]);
    } else {
      void this.#answer(content as Asked);
    }
  };

  async #answer({ id, file, start }: Asked): Promise<void> {
    if (start === 0) {
      this.asked.push(file);
    }
    const content = this.#files[file] ?? file.replace(/^own:/, '/dist/');
    if (typeof content === 'string' && !content.startsWith('/')) {
      this.#fire('msg:custom', { type: 'piece', id, detail: 'KeyError: nothing' });
      return;
    }
    await this.delay(file);
    const whole =
      typeof content === 'string' ? await (await fetch(content)).arrayBuffer() : content;
    const piece = new DataView(whole, start, Math.min(pieceSize, whole.byteLength - start));
    this.#fire('msg:custom', { type: 'piece', id: 'of another view', size: 0 }, [piece]);
    this.#fire('msg:custom', { type: 'piece', id, size: whole.byteLength }, [piece]);
  }

  #fire(event: string, ...args: Parameters<Listener>): void {
    this.#listeners.get(event)?.forEach((listener) => {
      listener(...args);
    });
  }
}

/** The files of dist/ that the element needs, with their sizes. */
async function ownFiles(): Promise<Record<string, number>> {
  const names = new Set(['dicom-viewer.js']);
  for (const name of names) {
    const code = name.endsWith('.js') ? await (await fetch(`/dist/${name}`)).text() : '';
    for (const [, path] of code.matchAll(/new URL\("\.\/([^"]+)",import\.meta\.url\)/g)) {
      names.add(path ?? '');
    }
  }
  const sizes = [...names].map(async (name) => {
    const { size } = await (await fetch(`/dist/${name}`)).blob();
    return [name, size] as const;
  });
  return Object.fromEntries(await Promise.all(sizes));
}

export interface Widget {
  render: (props: { model: Model; el: HTMLElement }) => () => void;
}

/** Shows a model in a page of its own, as a notebook does. */
export async function show(
  model: Model,
  prepare: (page: Page) => void = () => undefined,
): Promise<{ page: Page; el: HTMLElement; end: () => void }> {
  const page = await open(empty, 600, 500);
  prepare(page);
  const module = page.window.eval(`import('/dist/notebook.js')`) as Promise<{ default: Widget }>;
  const el = page.document.createElement('div');
  page.document.body.append(el);
  return { page, el, end: (await module).default.render({ model, el }) };
}

export async function viewerIn(el: HTMLElement): Promise<DicomViewer> {
  for (;;) {
    const viewer = el.querySelector('dicom-viewer');
    if (viewer?.loaded) {
      return viewer;
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Resolves once a condition holds. */
export async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

export async function kernelModel(
  traits: Record<string, unknown> = {},
  files: Record<string, string | ArrayBuffer> = {},
): Promise<Model> {
  return new Model(
    {
      _own_files: await ownFiles(),
      _own_version: 'test',
      _source_files: [{ id: '1.0', name: 'CT_small.dcm' }],
      frame: null,
      annotations: [],
      ...traits,
    },
    { 'source:1.0': sample('CT_small.dcm'), 'source:2.0': sample('JPEG2000.dcm'), ...files },
  );
}
