/** What a pointer grasps of a mark; the layer writes it onto its shapes. */
export interface MarkGrasp {
  id: string;
  /** Undefined of the mark as a whole. */
  handle: number | undefined;
}

/** What of a mark is under a pointer. */
export function graspOf(target: EventTarget | null): MarkGrasp | undefined {
  const { mark: id, handle } = (target as Partial<SVGElement> | null)?.dataset ?? {};
  return id === undefined
    ? undefined
    : { id, handle: handle === undefined ? undefined : Number(handle) };
}
