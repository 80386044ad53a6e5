import type { DicomMetadata } from './metadata.js';

/** The closed list of codes that `dicom-error` carries, each with what a person can do about it. */
const advice = {
  network: 'Check that it is there and that the connection works, then try again.',
  cors: 'The server that holds the file has to allow this page to read it (CORS).',
  'not-dicom': 'Choose a DICOM file.',
  truncated: 'Fetch or copy the file again: a part of it is missing.',
  'no-image': 'Choose a file that holds an image.',
  'transfer-syntax': 'Convert the file to another transfer syntax, then try again.',
  decode: 'The file may be damaged: export it again from where it came from.',
  memory: 'Close other pages or choose a smaller image.',
  runtime: 'Try again. If that does not help, the browser or the page’s policy stops WebAssembly.',
  internal: 'This is a fault of the viewer: please report it.',
} as const;

/** Why a source can't be shown. */
export type DicomErrorCode = keyof typeof advice;

/** All error codes. */
export const dicomErrorCodes = Object.keys(advice) as DicomErrorCode[];

/** What was off in a source that is shown all the same. */
export type DicomWarningCode = 'metadata' | 'pixels' | 'truncated' | 'view' | 'files';

/** A source, or a frame of it, that can't be shown: what `error` holds and `rendered` rejects with. */
export class DicomError extends Error {
  override readonly name = 'DicomError';

  /** What the file says of itself, where it could be read. */
  readonly metadata: DicomMetadata | null;

  constructor(
    readonly code: DicomErrorCode,
    message: string,
    { metadata = null, ...options }: ErrorOptions & { metadata?: DicomMetadata | null } = {},
  ) {
    super(message, options);
    this.metadata = metadata;
  }

  /** What a person can do about it. */
  get advice(): string {
    return advice[this.code];
  }

  /** Whether the same source may be shown at another try. */
  get isPassing(): boolean {
    return this.code === 'network' || this.code === 'runtime';
  }

  /** Wraps whatever was thrown, so that each failure has a code. */
  static from(thrown: unknown): DicomError {
    if (thrown instanceof DicomError) {
      return thrown;
    }
    const message = thrown instanceof Error ? thrown.message : String(thrown);
    return new DicomError('internal', message, { cause: thrown });
  }
}
