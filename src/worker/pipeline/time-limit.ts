/** Ends Python from within once its time is over: WebKit terminates no worker while its WebAssembly loops. */

import type { PyodideAPI } from 'pyodide';

/** How long, in ms, a call may go on after the page should have ended the worker. */
const grace = 1000;

/** The clock is read once in so many times that Python asks. */
const stride = 64;

export class TimeLimit {
  #end = Infinity;

  /** Has Python ask, every few dozen of its instructions, whether its time is over. */
  watch(pyodide: PyodideAPI): void {
    let count = 0;
    const isOver = () => {
      count = (count + 1) % stride;
      return count === 0 && performance.now() > this.#end;
    };
    // Where Pyodide looks for the number of a signal. What is no number is an error that no code of Python's catches.
    const signals = {
      get 0() {
        return isOver() ? Symbol('the time is over') : 0;
      },
      set 0(_) {
        // Pyodide puts a 0 here after it has looked.
      },
    };
    pyodide.setInterruptBuffer(signals as unknown as Uint8Array);
  }

  /** Begins anew, with so many seconds. */
  begin(seconds: number): void {
    this.#end = performance.now() + seconds * 1000 + grace;
  }

  /** Python may take its time. */
  clear(): void {
    this.#end = Infinity;
  }
}
