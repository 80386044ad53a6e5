/** Puts parameters into a template, in place of their names in braces: `{name}`. */
export function fill(template: string, parameters: Record<string, string | number>): string {
  return template.replaceAll(/\{(\w+)\}/g, (placeholder, name: string) =>
    String(parameters[name] ?? placeholder),
  );
}
