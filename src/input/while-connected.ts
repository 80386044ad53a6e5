import type { ReactiveControllerHost } from 'lit';

/** Calls a function each time that an element comes to a page; the signal aborts when it leaves that. */
export function whileConnected(
  element: ReactiveControllerHost,
  connect: (signal: AbortSignal) => void,
): void {
  let connection: AbortController | undefined;
  element.addController({
    hostConnected() {
      connection = new AbortController();
      connect(connection.signal);
    },
    hostDisconnected() {
      connection?.abort();
    },
  });
}
