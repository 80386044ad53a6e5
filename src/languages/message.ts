import type { dicomwebMessages } from './en/dicomweb-messages.js';
import type { advice, messages } from './en/messages.js';
import type { archiveMessages } from './en/archive-messages.js';
import type { exportMessages } from './en/export-messages.js';
import type { layersMessages } from './en/layers-messages.js';
import type { marksMessages } from './en/marks-messages.js';
import type { pipelineMessages } from './en/pipeline-messages.js';
import type { workerMessages } from './en/worker-messages.js';

/** All English sentences, by reason. */
type English = typeof messages &
  typeof workerMessages &
  typeof archiveMessages &
  typeof dicomwebMessages &
  typeof exportMessages &
  typeof layersMessages &
  typeof marksMessages &
  typeof pipelineMessages;

/** The keys of all sentences: why something is so. */
export type MessageKey = keyof English;

/** Sentences by reason, of which some may be missing. */
export type Sentences = Partial<Record<MessageKey, string>>;

/** The codes of errors: each has an advice. */
export type AdviceKey = keyof typeof advice;

/** What stands in a sentence: each language writes numbers and lists in its own way. */
export type Parameter = number | string | Message | readonly Parameter[];

export type Parameters = Readonly<Record<string, Parameter>>;

/** The names between braces in a template. */
type NamesIn<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** The parameters of a reason: exactly those that its English template names. */
export type ParametersOf<Key extends MessageKey> = [NamesIn<English[Key]>] extends [never]
  ? Readonly<Record<string, never>>
  : Readonly<Record<NamesIn<English[Key]>, Parameter>>;

/** A reason with its parameters: plain data, of which each language makes a sentence. */
export type Message = {
  [Key in MessageKey]: { readonly reason: Key; readonly parameters: ParametersOf<Key> };
}[MessageKey];

/** A reason, its parameters, which may be left out where there are none, and options. */
export type MessageArguments<Options = never> = {
  [Key in MessageKey]: [NamesIn<English[Key]>] extends [never]
    ? [reason: Key, parameters?: ParametersOf<Key>, options?: Options]
    : [reason: Key, parameters: ParametersOf<Key>, options?: Options];
}[MessageKey];

/** A reason and parameters that came together, as an error holds them or the worker sends them. */
interface Reason {
  readonly reason: MessageKey;
  readonly parameters: Parameters;
}

/** The reason of an error, for another message. */
export function messageOf({ reason, parameters }: Reason): Message {
  return { reason, parameters } as Message;
}

/** A message as arguments of an error, after its code. */
export function argumentsOf<Options>(
  { reason, parameters }: Reason,
  options: Options,
): MessageArguments<Options> {
  return [reason, parameters, options] as MessageArguments<Options>;
}

/** The text of what another library has thrown, without its full stop. */
export function detailOf(thrown: unknown): string {
  const text = thrown instanceof Error ? thrown.message : String(thrown);
  return text.replace(/\.+$/, '');
}
