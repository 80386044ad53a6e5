/** What a hostile file tries; each attempt succeeds only if it gets through. */
export const attempts = (base: string) => `
import js
import pyodide_js

ATTEMPTS = {
    "fetch": lambda: js.fetch("${base}fetch"),
    "fetch of another global": lambda: js.self.fetch("${base}self"),
    "fetch of the prototype": lambda: js.Object.getPrototypeOf(js.Object.getPrototypeOf(js.self)).fetch("${base}proto"),
    "XMLHttpRequest": lambda: js.XMLHttpRequest.new(),
    "WebSocket": lambda: js.WebSocket.new("${base.replace('http', 'ws')}socket"),
    "EventSource": lambda: js.EventSource.new("${base}events"),
    "importScripts": lambda: js.importScripts("${base}script.js"),
    "Worker": lambda: js.Worker.new("${base}worker.js"),
    "FontFace": lambda: js.FontFace.new("a", "url(${base}font)"),
    "indexedDB": lambda: js.indexedDB.open("a"),
    "caches": lambda: js.caches.open("a"),
    "private files": lambda: js.navigator.storage.getDirectory(),
    "other private files": lambda: js.webkitRequestFileSystemSync(0, 1),
    "cookies": lambda: js.cookieStore.getAll(),
    "document": lambda: js.document.title,
    "window": lambda: js.window.parent,
    "parent": lambda: js.parent,
    "eval": lambda: js.eval("fetch"),
    "Function": lambda: js.Function.new("return self")(),
    "run_js": lambda: __import__("pyodide.code").code.run_js("self"),
    "open_url": lambda: __import__("pyodide.http").http.open_url("${base}open"),
    "loadPackage": lambda: pyodide_js.loadPackage("${base}package.whl").result(),
    "socket": lambda: __import__("socket").create_connection(("127.0.0.1", 80), 1),
    "urllib": lambda: __import__("urllib.request").request.urlopen("${base}urllib"),
}

def hostile(pixels):
    through = []
    for name, attempt in ATTEMPTS.items():
        try:
            attempt()
            through.append(name)
        except BaseException:
            pass
    js.postMessage("a message that nobody asked for")
    return ", ".join(through)
`;

/** What was asked for below `/beacon/`. */
export async function beacons(): Promise<string[]> {
  return (await (await fetch('/beacon/')).json()) as string[];
}
