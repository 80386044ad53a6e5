/** How the URL of a DICOMweb resource ends (PS3.18 10.1.1): its kind and its UID (PS3.5 9.1). */
const ending = /\/(studies|series|instances)\/\d+(?:\.\d+)+\/?$/;

/** What a DICOMweb resource is. */
export type ResourceKind = 'studies' | 'series' | 'instances';

/** The kind of DICOMweb resource that a URL names; undefined of a file. */
export function kindOfResource(url: string): ResourceKind | undefined {
  return ending.exec(url)?.[1] as ResourceKind | undefined;
}
