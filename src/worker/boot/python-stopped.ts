/** The interpreter can't go on: what it was asked, and all that it holds, is lost. */
export class PythonStopped extends Error {}
