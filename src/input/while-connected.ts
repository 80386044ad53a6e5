import type { ReactiveControllerHost } from 'lit';

/** Calls a function each time that an element comes to a page; the signal aborts when it leaves that. */
export function whileConnected(
  element: ReactiveControllerHost & Element,
  connect: (signal: AbortSignal) => void,
): void {
  let connection: AbortController | undefined;
  element.addController({
    hostConnected() {
      // A window's targets take a signal of that window; in a test without a browser there are two.
      const { AbortController } = element.ownerDocument.defaultView ?? globalThis;
      connection = new AbortController();
      connect(connection.signal);
    },
    hostDisconnected() {
      connection?.abort();
    },
  });
}
