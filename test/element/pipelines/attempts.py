"""What hostile Python tries in its worker: to get data out, to keep them, to reach the page."""

import importlib
import json
from collections.abc import Callable

import js
import pyodide_js

# A lambda finds its names only when it is called, where an error is an attempt that fails.
# ruff: noqa: PLW0108


def _attempts(base: str) -> dict[str, Callable[[], object]]:
    """Return attempts by name; each raises an error unless it gets through."""
    window = js.self
    prototype = js.Object.getPrototypeOf
    socket = base.replace("http", "ws", 1)
    return {
        "fetch": lambda: js.fetch(f"{base}fetch"),
        "fetch of another global": lambda: window.fetch(f"{base}self"),
        "fetch of the prototype": lambda: prototype(prototype(window)).fetch(f"{base}proto"),
        "XMLHttpRequest": lambda: js.XMLHttpRequest.new(),
        "WebSocket": lambda: js.WebSocket.new(f"{socket}socket"),
        "WebTransport": lambda: js.WebTransport.new(f"{base}transport"),
        "EventSource": lambda: js.EventSource.new(f"{base}events"),
        "beacon": lambda: js.navigator.sendBeacon(f"{base}beacon", "data"),
        "importScripts": lambda: js.importScripts(f"{base}script.js"),
        "import()": lambda: js.eval(f"import('{base}module.js')"),
        "Worker": lambda: js.Worker.new(f"{base}worker.js"),
        "SharedWorker": lambda: js.SharedWorker.new(f"{base}shared.js"),
        "service worker": lambda: js.navigator.serviceWorker.register(f"{base}service.js"),
        "FontFace": lambda: js.FontFace.new("a", f"url({base}font)"),
        "RTCPeerConnection": lambda: js.RTCPeerConnection.new(),
        "BroadcastChannel": lambda: js.BroadcastChannel.new("hostile"),
        "indexedDB": lambda: js.indexedDB.open("a"),
        "caches": lambda: js.caches.open("a"),
        "localStorage": lambda: js.localStorage.setItem("a", "b"),
        "private files": lambda: js.navigator.storage.getDirectory(),
        "other private files": lambda: js.webkitRequestFileSystemSync(0, 1),
        "cookies": lambda: js.cookieStore.getAll(),
        "document": lambda: js.document.title,
        "window": lambda: js.window.parent,
        "parent": lambda: js.parent,
        "top": lambda: js.top,
        "navigation": lambda: js.location.assign(f"{base}navigation"),
        "open": lambda: js.open(f"{base}open"),
        "eval": lambda: js.eval("fetch"),
        "Function": lambda: js.Function.new("return self")(),
        "run_js": lambda: importlib.import_module("pyodide.code").run_js("self"),
        "open_url": lambda: importlib.import_module("pyodide.http").open_url(f"{base}open"),
        "loadPackage": lambda: pyodide_js.loadPackage(f"{base}package.whl").result(),
        "socket": lambda: importlib.import_module("socket").create_connection(("127.0.0.1", 80), 1),
        "urllib": lambda: importlib.import_module("urllib.request").urlopen(f"{base}urllib"),
    }


def hostile(pixels: object, base: str = "") -> str:
    """Try everything; return what came of each attempt as JSON."""
    del pixels
    outcomes = {}
    for name, attempt in _attempts(base).items():
        try:
            attempt()
            outcomes[name] = "through"
        except BaseException as error:  # noqa: BLE001 -- whatever stops it
            outcomes[name] = f"{type(error).__name__}: {error}"
    js.postMessage("a message that nobody asked for")
    return json.dumps(outcomes)


def scripted(pixels: object, turn: int = 0) -> str:
    """Return what came of the attempts of attempts.js as JSON; nothing until they have ended."""
    del pixels, turn
    return str(getattr(js, "report", ""))
