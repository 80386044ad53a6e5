/** What is wrong in marks, by reason: annotations.js has these sentences, and brings them along. */
export const marksMessages = {
  'annotations-dropped': "Marks that aren't valid are left out: {count}.",
  'annotations-not-fetched': "The marks can't be fetched: {detail}.",
} as const;
