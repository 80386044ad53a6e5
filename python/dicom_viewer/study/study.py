"""What a source holds: the files that were read from it, in series."""

from collections.abc import Sequence
from typing import Any

from dicom_viewer.dataset.file_bytes import FileBytes, MemoryBytes, ReadAtOnce
from dicom_viewer.file_format.dicom_file import read_dataset
from dicom_viewer.file_format.dicomdir import is_dicomdir, referenced_files
from dicom_viewer.pixels.frame_cache import FrameCache
from dicom_viewer.rendering.view import View
from dicom_viewer.stacks.series_order import arrange
from dicom_viewer.study.instance import Instance
from dicom_viewer.study.series import Series


class Study:
    """The instances of a source in series, which grow while it is read.

    Parameters
    ----------
    cache : FrameCache | None
        Where frames are kept once they are decoded or read; one of its own by default.
    """

    def __init__(self, cache: FrameCache | None = None) -> None:
        self._cache = cache or FrameCache()
        self._files: dict[int, Instance] = {}
        self._bytes: dict[int, FileBytes] = {}
        self._series: Sequence[Series] = []
        self._duplicates = 0
        self._arranged = 0
        self._shown: Series | None = None
        self.made: dict[str, Any] = {}
        """What was made of the files and can be made again, by a name of its maker's."""
        self.kept: dict[str, Any] = {}
        """What came from elsewhere and can't be made again, by a name of its maker's."""

    @property
    def instances(self) -> list[Instance]:
        """The files, in the order of the source."""
        return [instance for _, instance in sorted(self._files.items())]

    @property
    def layer_count(self) -> int:
        """How many files may lie above others as layers: none of a study without others."""
        are_layers = [each.first_attributes.instance.is_layer for each in self._files.values()]
        return 0 if all(are_layers) else sum(are_layers)

    @property
    def series(self) -> Sequence[Series]:
        """The series as they were arranged last."""
        if not self._series:
            self.arrange()
        return self._series

    @property
    def duplicate_count(self) -> int:
        """How many instances were left out of the series because they were there before."""
        return self._duplicates

    def arrange(self) -> None:
        """Put all that was added so far into series: not with each file, for that takes a while."""
        if self._arranged == len(self._files):
            return
        files = sorted(self._files.items())
        arrangement = arrange(
            {index: each.first_attributes for index, each in files},
            lambda key: self._files[key].attributes,
        )
        self._series = [
            Series([(self._files[key], frame) for key, frame in frames])
            for frames in arrangement.series
        ]
        self._duplicates = len(arrangement.duplicates)
        self._arranged = len(files)

    def add(self, index: int, file: FileBytes | bytes) -> list[str] | None:
        """Read a file, whose frames join their series once those are arranged anew.

        Parameters
        ----------
        index : int
            Which file of the source it is, from 0: the order where nothing else tells of one.
        file : FileBytes | bytes
            The whole file; it is kept.

        Returns
        -------
        list[str] | None
            Of a DICOMDIR, which has no image, the files that it refers to.

        Raises
        ------
        ViewerError
            See `Instance.open`.
        """
        held = MemoryBytes(file) if isinstance(file, bytes) else file
        read = read_dataset(held)
        dataset, _ = read
        if is_dicomdir(dataset):
            return referenced_files(dataset)
        instance = self._files[index] = Instance.of(read, self._cache)
        self._bytes[index] = held
        if isinstance(held, ReadAtOnce):
            instance.keep_frame()
            held.let_go()
        elif isinstance(held, MemoryBytes) and held.in_memory:
            instance.keep_frame()
        return None

    def choose(self, index: int) -> Series:
        """Return a series, from 0; out of range is clamped."""
        series = self.series[self.clamp(index)]
        if self._shown is not None and self._shown is not series:
            self._shown.release()
            self._shown.drop_volume()  # there is room for one
        self._shown = series
        return series

    def file_of(self, view: View) -> tuple[int, FileBytes]:
        """Return the index and the bytes of the file that a view's metadata are of."""
        instance, _ = self.choose(view.series).seen(view)
        index = next(index for index, each in self._files.items() if each is instance)
        return index, self._bytes[index]

    def metadata_key(self, view: View) -> str:
        """Return the key of a view's metadata: views of the same key have the same."""
        instance, _ = self.choose(view.series).seen(view)
        return f"{id(instance)} of {self._arranged}"  # which make the series' geometry

    def clamp(self, index: int) -> int:
        """Return the index of the nearest series that there is."""
        return min(max(index, 0), len(self.series) - 1)

    def frames_ahead(self) -> list[int]:
        """Return what `Series.frames_ahead` does of the series that was chosen last."""
        return [] if self._shown is None else self._shown.frames_ahead()

    def decode_ahead(self, index: int) -> bool:
        """Decode one of the `frames_ahead`; return whether it is kept."""
        return self._shown is not None and self._shown.decode_ahead(index)

    def read_ahead(self, seconds: float) -> bool:
        """Do what `Series.read_ahead` does with the series that was chosen last."""
        return self._shown is not None and self._shown.read_ahead(seconds)

    def drop_frames(self) -> None:
        """Let go of all frames that are kept; those that are asked for later are decoded anew."""
        for instance in self._files.values():
            instance.drop_frames()
        for series in self._series:
            series.drop_volume()
        self.made = {}
