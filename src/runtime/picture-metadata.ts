import type { DicomDescription, DicomGeometry, DicomMetadata, DicomSummary } from '../metadata.js';

/** The metadata of a picture. Of thousands of elements, nobody may ask: they are parsed when somebody does. */
export class PictureMetadata implements DicomDescription {
  readonly summary: DicomSummary;
  readonly geometry: DicomGeometry | null;
  #text: string;
  #all: DicomMetadata | undefined;

  /** Takes `DicomMetadata` in JSON, UTF-8, which end with the summary and the geometry. */
  constructor(bytes: ArrayBuffer) {
    this.#text = new TextDecoder().decode(bytes);
    // No text from a file has quotes that aren't escaped.
    const end = this.#text.slice(this.#text.lastIndexOf('"summary":'));
    const { summary, geometry } = JSON.parse(`{${end}`) as DicomDescription;
    this.summary = summary;
    this.geometry = geometry;
  }

  /** Everything: the same each time. */
  get all(): DicomMetadata {
    if (!this.#all) {
      this.#all = JSON.parse(this.#text) as DicomMetadata;
      this.#text = '';
    }
    return this.#all;
  }
}
