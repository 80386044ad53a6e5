/** What of a worker could carry data out, or keep it. The frame's policy and origin forbid all of it already. */
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
  'cookieStore',
  'serviceWorker',
  'locks',
  'storage',
  'storageBuckets',
  'webkitRequestFileSystem',
  'webkitRequestFileSystemSync',
  'webkitResolveLocalFileSystemURL',
  'webkitResolveLocalFileSystemSyncURL',
  'Notification',
  'RTCPeerConnection',
  'RTCDataChannel',
];

/** Takes away from the worker what could carry data out, once Python has started and needs nothing of it. */
export function closeDoors(): void {
  closeIn(globalThis);
  closeIn(navigator);
}

/** The same of one object, and of what it inherits from. */
function closeIn(object: object): void {
  for (
    let holder: object | null = object;
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
