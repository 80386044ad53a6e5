"""Put off the import of modules that no first image needs; Python runs this before all else.

The start image is made with it. A module that is put off is imported when something of it is used,
which fetches the archive that holds it.
"""

import sys
from collections.abc import Callable
from importlib import import_module
from importlib.machinery import ModuleSpec
from types import ModuleType

later: dict[str, str] = {
    # of the event loop, whose place the page's takes
    "asyncio.base_events": "",
    "asyncio.streams": "",
    "asyncio.subprocess": "",
    "ntpath": "",
    "socket": "",
    "subprocess": "",
    # of NumPy: files, arrays' addresses, the account of the machine, functions
    "ctypes": "",
    "numpy._core.einsumfunc": "einsum einsum_path",
    "numpy.lib._arraypad_impl": "pad",
    "numpy.lib._histograms_impl": "histogram histogram_bin_edges histogramdd",
    "numpy.lib._nanfunctions_impl": (
        "nanargmax nanargmin nancumprod nancumsum nanmax nanmean nanmedian nanmin nanpercentile "
        "nanprod nanquantile nanstd nansum nanvar"
    ),
    "numpy.lib._npyio_impl": (
        "fromregex genfromtxt load loadtxt packbits save savetxt savez savez_compressed unpackbits"
    ),
    "numpy.lib._polynomial_impl": (
        "poly poly1d polyadd polyder polydiv polyfit polyint polymul polysub polyval roots"
    ),
    "numpy.lib.npyio": "",
    "numpy.linalg._umath_linalg": "",
    "pickle": "",
    "platform": "",
    # of pydicom: examples, decoders that are out of use, what manufacturers call their elements
    "importlib.metadata": "entry_points",
    "pydicom._private_dict": "",
    "pydicom.data.download": (
        "calculate_file_hash data_path_with_download get_cached_filehash get_data_dir get_url_map"
    ),
    "pydicom.examples": "",
    "pydicom.pixel_data_handlers.gdcm_handler": "",
    "pydicom.pixel_data_handlers.jpeg_ls_handler": "",
    "pydicom.pixel_data_handlers.numpy_handler": "",
    "pydicom.pixel_data_handlers.pillow_handler": "",
    "pydicom.pixel_data_handlers.pylibjpeg_handler": "",
    "pydicom.pixel_data_handlers.rle_handler": "",
    "uuid": "",
}
"""The modules, each with those of its functions that others import by name."""


class LaterModule(ModuleType):
    """A module that is imported when something of it is used."""

    __all__: tuple[str, ...] = ()

    def __getattr__(self, name: str) -> object:
        """Return an attribute of the module, after importing it."""
        if name.startswith("__"):
            raise AttributeError(name)
        module = import_now(self.__name__)
        vars(self).update(vars(module))
        return getattr(module, name)


class LaterDictionary(dict[str, object]):
    """The dictionary of private elements, which is imported when a creator is looked up."""

    def __missing__(self, creator: str) -> object:
        """Return the elements of a creator, after importing those of all."""
        for each, elements in import_now("pydicom._private_dict").private_dictionaries.items():
            self.setdefault(each, elements)
        if creator in self:
            return self[creator]
        raise KeyError(creator)


def later_function(module: str, name: str) -> Callable[..., object]:
    """Return a function that imports the one of a module when it is called."""

    def function(*arguments: object, **named: object) -> object:
        found: Callable[..., object] = getattr(import_now(module), name)
        return found(*arguments, **named)

    function.__name__ = function.__qualname__ = name
    function.__module__ = module
    return function


class NoMetadata:
    """Finds the metadata of packages; until it is imported, it has nothing to forget."""

    @staticmethod
    def invalidate_caches() -> None:
        """Do nothing: PathFinder calls this when its own caches are invalidated."""


known: dict[str, dict[str, object]] = {
    # as defaults in methods that nobody calls
    "socket": {"AF_UNSPEC": 0, "AI_PASSIVE": 1},
    "subprocess": {"PIPE": -1},
    # there are no plugins and no downloads, which pydicom asks for
    "importlib.metadata": {"entry_points": lambda **_: (), "MetadataPathFinder": NoMetadata},
    "pydicom.data.download": {"get_url_map": dict},
    # whose home is another module
    "numpy.lib._npyio_impl": {
        name: later_function("numpy._core.multiarray", name) for name in ("packbits", "unpackbits")
    },
    "pydicom._private_dict": {"private_dictionaries": LaterDictionary()},
}
"""What is there of modules that are put off."""


class LaterFinder:
    """Finds modules that are put off; it loads them, too."""

    def find_spec(self, name: str, *_: object) -> ModuleSpec | None:
        """Find what `later` names."""
        return ModuleSpec(name, self) if name in later else None  # type: ignore[arg-type]

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Make what stands in for a module."""
        module = LaterModule(spec.name)
        module.__all__ = tuple(later[spec.name].split())
        functions = {name: later_function(spec.name, name) for name in module.__all__}
        vars(module).update(functions | known.get(spec.name, {}))
        return module

    def exec_module(self, module: ModuleType) -> None:
        """Do nothing yet."""


def import_now(name: str) -> ModuleType:
    """Import a module, also one that was put off."""
    functions = later.pop(name, None)
    stand_in = sys.modules.get(name)
    if isinstance(stand_in, LaterModule):
        del sys.modules[name]
    try:
        return import_module(name)
    except BaseException:
        if functions is not None and stand_in is not None:
            later[name] = functions
            sys.modules[name] = stand_in
        raise


sys.meta_path.insert(0, LaterFinder())
