/** What of a worker could carry data out, by the objects that have it. The frame's policy forbids all of it already. */
const doors = [
  'fetch',
  'importScripts',
  'XMLHttpRequest',
  'WebSocket',
  'WebSocketStream',
  'WebTransport',
  'EventSource',
  'Worker',
  'SharedWorker',
  'BroadcastChannel',
  'FontFace',
  'FontFaceSet',
  'fonts',
  'indexedDB',
  'caches',
  'Notification',
  'RTCPeerConnection',
  'RTCDataChannel',
];

/** Takes away from the worker what could carry data out, once Python has started and needs nothing of it. */
export function closeDoors(): void {
  for (
    let holder: object | null = globalThis;
    holder;
    holder = Object.getPrototypeOf(holder) as object | null
  ) {
    for (const door of doors) {
      if (Object.getOwnPropertyDescriptor(holder, door)?.configurable) {
        Reflect.deleteProperty(holder, door);
      }
    }
  }
}
