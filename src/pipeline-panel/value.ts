import type { Control } from '../pipeline/reply.js';

type Value = Control['default'];

/** The value that a parameter has where a page gives one: of its kind, within bounds, as Python takes it. */
export function valueInForce(control: Control, given: unknown): Value {
  const { kind, choices } = control;
  switch (kind) {
    case 'choice':
      return choices.includes(String(given)) ? String(given) : control.default;
    case 'switch':
      return typeof given === 'boolean' ? given : control.default;
    case 'text':
      return typeof given === 'string' ? given : control.default;
    default: {
      const number = Number.isFinite(given) ? Number(given) : Number(control.default);
      const bounded = Math.min(
        Math.max(number, control.minimum ?? -Infinity),
        control.maximum ?? Infinity,
      );
      return kind === 'integer' ? Math.round(bounded) : bounded;
    }
  }
}
