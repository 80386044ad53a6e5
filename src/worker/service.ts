import { D4C } from 'd4c-queue';

import type { Calls, Reply, Request } from '../protocol.js';
import type { Answer, Python } from './python.js';

/** What a request is answered with: a reply, and the buffers that move with it. */
export interface ServiceAnswer {
  value: Reply;
  warnings: Answer['warnings'];
  transfer: Transferable[];
}

/** Answers the page's requests one at a time, in their order, once Python has started. */
export class Service {
  readonly #python: Promise<Python>;
  readonly #queue = new D4C();

  constructor(python: Promise<Python>) {
    this.#python = python;
  }

  /** Answers a request; throws what `Python.call` throws. */
  async answer(request: Request): Promise<ServiceAnswer> {
    const python = await this.#python;
    return this.#queue.apply(() => answerWith(python, request));
  }
}

function answerWith(python: Python, request: Request): ServiceAnswer {
  switch (request.type) {
    case 'open':
      return plain(python.call('open_study', new Uint8Array(request.bytes)));
    case 'render': {
      const { study, view, pixels } = request;
      const { value, warnings } = python.call(
        'render',
        study,
        viewOf(view),
        new Uint8Array(pixels),
      );
      const reply = { ...(value as Calls['render']['reply']), pixels };
      return { value: reply, warnings, transfer: [pixels] };
    }
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
