import { detailOf } from '../languages/message.js';
import { fetchWhole } from '../network/import.js';
import { isAllowed, type AuthorCode } from './code.js';
import type { PipelineContext } from './context.js';
import { hasRequirements } from './packages.js';
import { PipelineFailure } from './pipeline-failure.js';
import { programOf, type Program } from './program.js';
import type { Signature } from './reply.js';

/** The code that an element asks for, once it is there: its program, and what is known of the function. */
export class AuthorProgram {
  readonly code: AuthorCode;
  /** Undefined until it is fetched. */
  program: Program | undefined;
  /** Undefined until it is loaded. */
  signature: Signature | undefined;
  /** The file's functions, of which a visitor may choose one. */
  functions: readonly string[] | undefined;

  readonly #context: PipelineContext;
  #opening: Promise<Program> | undefined;
  #release: (() => void) | undefined;
  #isReleased = false;

  constructor(code: AuthorCode, context: PipelineContext) {
    this.code = code;
    this.#context = context;
  }

  /** Loads the file, and returns what is known of the function. Throws a `PipelineFailure`. */
  async describe(seconds: number): Promise<Signature> {
    this.#opening ??= this.#open();
    const program = await this.#opening;
    if (!this.signature) {
      this.functions = await program.functions(seconds);
      this.signature = await program.signature(this.code.functionName, seconds);
    }
    return this.signature;
  }

  /** Lets go of the program. */
  release(): void {
    this.#isReleased = true;
    this.#release?.();
  }

  async #open(): Promise<Program> {
    const { call, permission } = this.#context;
    const { url, text, name } = this.code;
    const source = url === undefined ? (text ?? '') : await this.#fetch(url);
    const from = { base: url ?? document.baseURI, index: this.code.packageIndex };
    const program = programOf(source, name, from, () => ({
      files: call<'runtime-files'>({ type: 'runtime-files' }),
      isExposed: permission.isUnsandboxedAllowed,
      hasPackages: hasRequirements(source),
      isAllowed: (wheel) => isAllowed(wheel, location.origin, permission.origins),
    }));
    this.program = program;
    if (!this.#isReleased) {
      this.#release = program.hold();
    }
    return program;
  }

  async #fetch(url: string): Promise<string> {
    if (!isAllowed(url, location.origin, this.#context.permission.origins)) {
      const parameters = { url, setting: 'DicomViewer.allowPipelines' };
      throw new PipelineFailure({ reason: 'pipeline-origin', parameters });
    }
    try {
      return new TextDecoder().decode(await fetchWhole(url));
    } catch (error) {
      this.#opening = undefined;
      const parameters = { url, detail: detailOf(error) };
      throw new PipelineFailure({ reason: 'pipeline-unfetched', parameters });
    }
  }
}
