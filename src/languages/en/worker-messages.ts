// More English sentences; messages.ts tells a translator how they are made.

/** What the worker finds, by reason. It sends the sentences along, so that the element needn't hold them. */
export const workerMessages = {
  // Where it comes from
  'file-changed': "The file can't be read any more: was it moved, deleted or changed?",

  // Archives and DICOMDIRs
  'records-left-out': 'The first {limit} of {count} directory records are read.',
  'record-without-file': 'A directory record names no file of its file-set: {path}.',

  // The file
  'file-cut': 'The file is incomplete: {detail}.',
  'file-unreadable': "The file can't be read: {detail}.",
  'first-element-cut': 'The file ends before its first data element does.',
  'sequences-too-deep': "The file's sequences are nested too deeply.",
  'deflate-damaged': "The data set can't be inflated: {detail}.",
  'deflated-too-large': 'The data set is deflated, and of more than {limit} MiB inflated.',
  'out-of-memory': 'The file needs more memory than Python can have here.',
  'no-image-no-class': 'There is no image in the file, which is a data set without a SOP class.',
  'no-image-found': 'The file is incomplete, and no image was found in what is there.',
  'transfer-syntax-unsupported': "The transfer syntax {name} can't be decoded here.",
  'lengths-wrong':
    'Lengths of sequences or items are wrong: the image was found by what they hold.',
  'functional-groups-unreadable': "Functional groups can't be read and are ignored: {detail}.",
  'transfer-syntax-wrong': 'The transfer syntax is called {stated}, and it is {found}.',
  'compression-unknown': "The pixel data are compressed, and the file doesn't say how.",

  // Elements
  'element-unreadable': "{element} can't be read and is ignored: {detail}.",
  'element-too-large': '{element} is ignored: it has more than {limit} values or items.',
  'element-raw': "{element} can't be read and is shown as it is stored: {detail}.",
  'element-value': "An element's value breaks the standard: {detail}.",
  'metadata-left-out': 'The metadata leave out what is beyond {limit} values and items.',

  // Pixel data and their description
  'frame-cut': 'The file is incomplete: a frame takes {needed} bytes, and {found} are there.',
  'frames-missing': 'The file is incomplete: it holds {found} of {count} frames.',
  'frames-not-counted': 'Number of Frames is {count}, and {found} frames are there: all are shown.',
  'no-whole-frame': 'The file is incomplete: there is no whole frame in its pixel data.',
  'pixel-data-cut': 'The file ends before its pixel data do: what is there is shown.',
  'pixel-data-too-long': 'The pixel data go on for {count} bytes after their last frame.',
  'pixels-other': 'The pixels are wrong: {detail}.',
  'fragments-wrong':
    'The fragments or offset tables of the pixel data are wrong, and not followed.',
  'not-encapsulated': "The pixel data aren't encapsulated, as {name} wants them.",
  'no-pixels': "The image can't be decoded: Rows × Columns is {rows} × {columns}.",
  'frame-too-large': 'A frame of {columns} × {rows} pixels is more than a canvas can hold.',
  'samples-impossible':
    "The image can't be decoded: Samples per Pixel is {samples}, which {stated} doesn't have.",
  'bits-allocated-missing': "The image can't be decoded: Bits Allocated is missing.",
  'bits-allocated-undefined': "The image can't be decoded: Bits Allocated is {bits}.",
  'bits-stored-impossible': 'Bits Stored is {stored} of {allocated} allocated: all are taken.',
  'high-bit-impossible': 'High Bit is {stated} with {stored} bits stored: taken for {taken}.',
  'signed-colour': 'Signed colour samples are not defined: taken for unsigned ones.',
  'photometric-impossible':
    "The samples can't be {stated} in this transfer syntax: taken for {taken}.",
  'photometric-unsupported':
    "The image can't be decoded: The photometric interpretation {stated} isn't supported.",
  'photometric-unknown': 'The photometric interpretation {stated}: taken for {taken}.',
  'photometric-missing': 'The photometric interpretation is missing: taken for {taken}.',
  'chroma-not-subsampled': 'The chroma of {stated} is stored at full resolution.',
  'palette-missing': 'The image needs a colour palette, and the file holds no usable one.',

  // Frames and their streams
  'frame-undecodable': "Frame {frame} can't be decoded. {why}",
  'stream-components': "The image can't be decoded: its stream has {components} components.",
  'stream-differs':
    'The compressed stream is shown as it is: {element} is {stated} and {found} in the stream.',
  'stream-adds':
    'The compressed stream is shown as it is: {element} is missing and {found} in the stream.',
  'stream-unsigned':
    'Pixel Representation says signed, the compressed stream unsigned: signed is taken.',
  'stream-signed':
    'Pixel Representation says unsigned, the compressed stream signed: unsigned is taken.',
  'stream-size': 'Its stream is of {rows} rows, {columns} columns and {components} components.',
  'stream-bits': 'Its stream is of {bits} bits.',
  'decoded-size': 'Its stream is of {found} rows, columns and components, and not of {expected}.',
  'decoder-failed': 'The decoder reports: {detail}.',
  'decoder-missing': "The decoder {codec} isn't there yet.",
  'decoder-stalled': 'The decoder gave no answer for {seconds} seconds.',
  'decoder-unfetched': "The decoder {codec} can't be fetched: {detail}.",
  'codestream-damaged': 'The codestream is damaged.',
  'jpeg-cut': 'The JPEG scan ends early.',
  'jpeg-damaged': 'The JPEG stream is damaged.',
  'jpeg-scan-empty': 'The JPEG scan has no components.',
  'jpeg-scan-component': 'The JPEG scan names a component or table that is missing.',
  'jpeg-restart-in-row': 'The JPEG scan restarts within a row.',
  'jpeg-selection-value': 'The JPEG scan has the selection value {value}.',
  'jpeg-12bit-process': '12-bit JPEG of another process than extended sequential is not supported.',
  'jpeg-12bit-subsampled': '12-bit JPEG with subsampled components is not supported.',
  'jpeg-lossless-process': 'The JPEG is not of the lossless process with Huffman codes.',
  'jpeg-lossless-subsampled': 'JPEG lossless with subsampled components is not supported.',
  'jpeg2000-part-2': 'The codestream uses extensions of JPEG 2000 Part 2.',
  'rle-header': 'The RLE header is shorter than 64 bytes.',
  'rle-segment-count': 'The RLE header specifies an invalid number of segments: {count}.',
  'rle-segments': 'The frame has {found} RLE segments instead of {expected}.',
  'rle-segment-cut': 'An RLE segment holds {found} bytes instead of {expected}.',

  // Colour profiles and lookup tables
  'profile-ignored': "The image's colour profile is ignored. {why}",
  'profile-unreadable': "Colour profiles can't be read here.",
  'profile-damaged': 'The profile is damaged.',
  'profile-not-rgb': 'The profile is not one of RGB, or it is incomplete.',
  'profile-too-large': 'There is no memory for the profile.',
  'lut-ignored': 'A lookup table is ignored. {why}',
  'lut-incomplete': 'The table is incomplete.',
  'lut-bits': 'An entry of {bits} bits is not defined.',
  'lut-empty': 'The table has no entries.',
  'lut-first-segment': 'The first segment is a line, which has no start.',
  'lut-indirect-segment': 'An indirect segment points to another.',
  'lut-segment-missing': "An indirect segment points to a segment that isn't there.",
  'lut-segment-type': 'There is no segment of type {type}.',
  'lut-segment-cut': 'The last segment is incomplete.',

  // What is asked to be seen
  'voi-unknown': 'The file has no VOI {voi}.',
  'preset-unknown': 'There is no window {preset} for this image.',
  'colormap-unknown': 'There is no colour map {colormap}.',
  'projection-unknown': 'There is no projection {projection}.',
  'crosshair-center': "The crosshair's center is no point.",
  'crosshair-axes': "The axes of the crosshair aren't three directions.",
  'crosshair-angles': "The axes of the crosshair aren't at right angles.",

  // Overlays and shutters
  'overlay-empty': "The overlay of group {group} has no data, and isn't shown.",
  'overlay-size': "The overlay of group {group} is of {rows} × {columns} points, and isn't shown.",
  'overlay-cut':
    'The overlay of group {group} is incomplete: it takes {needed} bytes, and {found} are there.',
  'shutter-overlay-missing':
    "The display shutter is the overlay of group {group}, which isn't there.",
  'shutter-unknown': "The shape {shape} of the display shutter isn't known, and hides nothing.",
  'shutter-ignored':
    "The shape {shape} of the display shutter isn't given as it must be, and hides nothing.",

  // Layers
  'layer-elsewhere':
    'The layer {layer} is not shown: its frame of reference is another than that of the image.',
  'layer-without-suv': 'The values of a PET image are not SUVbw. {why}',
  'element-missing': '{element} is missing.',
  'element-unfit': '{element} is {value}.',

  // Positions, planes and volumes
  'orientation-ignored':
    "Image Orientation (Patient) is ignored: its directions aren't unit vectors at right angles.",
  'frame-offsets-ignored':
    'Grid Frame Offset Vector is ignored: it begins neither with 0 nor with z.',
  'slices-irregular': 'Slices {first} and {second} are {distance} mm apart instead of {usual} mm.',
  'slices-irregular-more': 'More places where slices differ in distance: {count}.',
  'no-planes': 'The series has no planes. {why}',
  'stack-in-colour': 'Planes are made of gray values, and these frames are in colour.',
  'stack-without-position': "The frames don't say where they lie in the patient.",
  'stack-of-one-slice': 'There is only one slice of this kind.',
  'stack-of-sizes': 'The frames differ in size: {sizes}.',
  'stack-at-one-position': 'All {count} frames lie at one position.',
  'stack-not-parallel': "The frames aren't parallel.",
  'volume-too-large':
    '{slices} slices of {columns} × {rows} pixels take {needed} MiB, and there is room for {limit}.',
  'planes-too-large': 'The planes of the volume would be too large: {columns} × {rows} pixels.',
  'planes-too-many':
    'The planes of the volume would be too large: {extent} mm in steps of {step} mm.',

  // The browser and the runtime
  'python-failed': 'Python reports: {detail}.',
  'file-unfetched': "{file} can't be fetched: {detail}.",
  'frames-lacking': 'Not all frames of the file have come.',
  'source-closed': 'The source was closed before it was read.',
} as const;
