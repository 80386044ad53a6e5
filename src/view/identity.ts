/**
 * The elements that the chrome shows and that the Basic Application Level Confidentiality Profile removes, empties or
 * replaces (PS3.15 Table E.1-1): names, numbers, dates, descriptions, institutions and UIDs.
 */
const identifying = new Set([
  '00080018', // SOP Instance UID
  '00080020', // Study Date
  '00080030', // Study Time
  '00080050', // Accession Number
  '00080080', // Institution Name
  '00081030', // Study Description
  '0008103E', // Series Description
  '00100010', // Patient's Name
  '00100020', // Patient ID
  '00100030', // Patient's Birth Date
  '00100040', // Patient's Sex
  '00101010', // Patient's Age
  '0020000D', // Study Instance UID
  '0020000E', // Series Instance UID
]);

/** Whether an element may identify a person. */
export function isIdentifying(tag: string): boolean {
  return identifying.has(tag);
}
