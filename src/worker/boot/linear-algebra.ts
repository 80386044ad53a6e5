import type { PyodideAPI } from 'pyodide';

import { sitePackages } from './modules.js';
import { moduleOf } from './interpreter.js';

/** The archive that holds NumPy's compiled linear algebra. */
export const linearAlgebraArchive = 'numpy_linalg.zip';

/** A module that becomes the compiled one when something of it is used: importing that fetches its archive. */
const standIn = `
import importlib
import sys


def __getattr__(name):
    if name.startswith("__"):
        raise AttributeError(name)
    stand_in = sys.modules.pop(__name__)
    try:
        compiled = importlib.import_module(__name__)
    except BaseException:
        sys.modules[__name__] = stand_in
        raise
    globals().update(vars(compiled))
    return getattr(compiled, name)
`;

/** Puts a module in the place of NumPy's compiled linear algebra, which no first image needs. */
export function putLinearAlgebraOff(pyodide: PyodideAPI): void {
  const path = `${sitePackages}/numpy/linalg/_umath_linalg.py`;
  moduleOf(pyodide).FS.writeFile(path, new TextEncoder().encode(standIn));
}
