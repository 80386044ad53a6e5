// The archives of Python modules that lie beside the start image. When a module is missed that the image doesn't hold,
// the archive that holds it is fetched, and no other.

/** The standard library; Pyodide brings it. */
export const standardLibrary = 'python_stdlib.zip';

/**
 * The others: a file goes into the first whose pattern its path matches. What an image can be shown without, as a folder
 * of dicom_viewer, is an entry of its own above its package's, and `warm_start` must not import it.
 *
 * @type {[name: string, paths: RegExp][]}
 */
export const archives = [
  ['layers.zip', /^dicom_viewer\/(layers\/|bridge\/layer_calls\.)/],
  ['measurement.zip', /^dicom_viewer\/(measurement\/|bridge\/measure_calls\.|rendering\/mark\.)/],
  ['pipeline_images.zip', /^dicom_viewer\/pipeline\/images\./],
  [
    'pipeline.zip',
    /^dicom_viewer\/(pipeline\/|bridge\/pipeline_calls\.|rendering\/pipeline_inputs\.)/,
  ],
  ['recovery.zip', /^dicom_viewer\/recovery\//],
  ['tags.zip', /^dicom_viewer\/(tags\/|bridge\/tag_calls\.|metadata\/tag_context\.)/],
  ['thumbnails.zip', /^dicom_viewer\/(thumbnails\/|bridge\/thumbnail_calls\.)/],
  ['dicom_viewer.zip', /^dicom_viewer\//],
  ['packaging.zip', /^packaging(\/|-)/],
  ['pydicom_private.zip', /^pydicom\/_private_dict\./],
  ['pydicom.zip', /^pydicom(\/|-)/],
  ['numpy_linalg.zip', /^numpy\/linalg\/_umath_linalg\./],
  ['numpy_fft.zip', /^numpy\/fft\//],
  ['numpy_lib.zip', /^numpy\/lib\//],
  ['numpy_random.zip', /^numpy\/random\//],
  ['numpy.zip', /^numpy(\/|-)/],
];

/** What of dicom_viewer no page needs, by its path in the package: the command line and notebooks have it. */
export const isOutsidePages = (path) => /^(hosts\/|__main__\.)/.test(path);

/** Sorts files into archives, by name. */
export function sortIntoArchives(files, table = archives) {
  const sorted = Object.fromEntries(table.map(([name]) => [name, {}]));
  for (const [path, bytes] of Object.entries(files)) {
    const [name] = table.find(([, paths]) => paths.test(path)) ?? [];
    if (!name) throw new Error(`scripts/archives.mjs has no archive for ${path}`);
    sorted[name][path] = bytes;
  }
  return sorted;
}

/**
 * Names what each archive holds: a module that isn't named is where its package is.
 *
 * @param {Record<string, string[]>} contents the paths of an archive's files
 * @returns {Record<string, string[]>} names of modules and packages
 */
export function modulesOfArchives(contents) {
  const archiveOf = new Map(
    Object.entries(contents).flatMap(([archive, paths]) =>
      paths.filter((path) => isModule.test(path)).map((path) => [moduleOf(path), archive]),
    ),
  );
  const named = Object.fromEntries(Object.keys(contents).map((archive) => [archive, []]));
  for (const [name, archive] of archiveOf) {
    if (archiveOf.get(name.replace(/\.?[^.]+$/, '')) !== archive) named[archive].push(name);
  }
  for (const names of Object.values(named)) names.sort();
  return named;
}

const isModule = /^[\w/]+(\.cpython-[\w-]+)?\.(py|pyc|so)$/;

function moduleOf(path) {
  return path
    .replace(/\..*$/, '')
    .replace(/\/__init__$/, '')
    .replaceAll('/', '.');
}
