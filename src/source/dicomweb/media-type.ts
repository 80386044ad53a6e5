/** A media type (RFC 9110 8.3.1): its name in lower case, and its parameters. */
export interface MediaType {
  name: string;
  parameters: ReadonlyMap<string, string>;
}

/** A parameter: its value is a token, or stands in quotes. Some servers put `/` into tokens. */
const parameter = /;\s*([^\s=;]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/g;

/** Reads what a header says; the name is empty where it says nothing. */
export function mediaTypeOf(header: string | null): MediaType {
  const [name = ''] = (header ?? '').split(';');
  const parameters = [...(header ?? '').matchAll(parameter)].map(
    ([, key = '', quoted, token = '']) =>
      [key.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? token] as const,
  );
  return { name: name.trim().toLowerCase(), parameters: new Map(parameters) };
}
