/** How long a UID may be to be shown as it is. */
const mostCharacters = 20;

/** A UID without its middle: its end tells it from others, its start says whose it is. */
export function shortUid(uid: string): string {
  return uid.length > mostCharacters ? `${uid.slice(0, 9)}…${uid.slice(-7)}` : uid;
}
