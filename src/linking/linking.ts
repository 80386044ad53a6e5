/** Links viewers of one name; a bundle of its own, fetched when an element first has one. */

import type { ReactiveController, ReactiveControllerHost } from 'lit';

import type { DisplayedImage } from '../display/displayed.js';
import type { DicomChangeDetail } from '../events.js';
import type { ViewState } from '../protocol/messages.js';
import type { PlacementProperties } from '../view/placement.js';
import {
  changedParts,
  following,
  linkParts,
  linkStateOf,
  type LinkPart,
  type LinkState,
} from './link-state.js';
import { liesIn, placedImage, type PlacedImage } from './placed-image.js';
import { referenceLine, type ReferenceLine } from './reference-lines.js';

/** An element, as far as its link concerns it. */
export type LinkedElement = ReactiveControllerHost &
  HTMLElement &
  PlacementProperties & { readonly link: string | undefined; readonly crosshair: unknown };

/** What a link needs of its element beside its properties. */
export interface LinkHost {
  readonly element: LinkedElement;
  readonly viewport: {
    readonly displayed: DisplayedImage | undefined;
    /** Whether all of the source is there, and on the canvas. */
    readonly isComplete: boolean;
    readonly view: ViewState;
    readonly frameCount: number;
  };
  /** Changes properties as a user of the element would, who has changed another one. */
  applyUserChange(change: DicomChangeDetail): void;
}

/** The viewers of one name. */
interface Group {
  members: Set<Linking>;
  /** What has changed last, and where: who comes later begins there. */
  last: { state: LinkState; member: Linking } | undefined;
}

const groups = new Map<string, Group>();

/**
 * Lets the viewers of one name follow each other. A change by a user or by a script is passed on after the update in
 * which it is seen; what a viewer has followed isn't passed on again.
 */
export class Linking implements ReactiveController {
  readonly #host: LinkHost;
  #name: string | undefined;
  #group: Group | undefined;
  /** What the others know, or have told. */
  #known: LinkState | undefined;
  /** What it is known of: another study, series or plane begins anew. */
  #basis: readonly unknown[] = [];
  #displayed: DisplayedImage | undefined;
  /** The crosshair that it has from another viewer; the viewer itself before it has one. */
  #followed: unknown = this;
  /** The values that the user has set last. */
  #byUser: DicomChangeDetail = {};

  constructor(host: LinkHost) {
    this.#host = host;
    host.element.addController(this);
  }

  hostConnected(): void {
    this.#host.element.requestUpdate(); // it may have been moved
  }

  hostDisconnected(): void {
    this.#leave();
  }

  hostUpdated(): void {
    const { element, viewport } = this.#host;
    const name = element.link === '' ? undefined : element.link;
    if (name !== this.#name) {
      this.#leave();
    }
    if (name !== undefined && element.isConnected) {
      this.#group ??= this.#join(name);
      if (viewport.displayed !== this.#displayed) {
        this.#displayed = viewport.displayed;
        this.#updateOthers(); // their reference lines move
      }
      this.#compare(this.#group);
    }
  }

  /** Notes what the user of the element has changed. */
  noteUser(change: DicomChangeDetail): void {
    this.#byUser = { ...this.#byUser, ...change };
  }

  /** The lines at which the images of the others cut one of this viewer. */
  linesOn(index: number): ReferenceLine[] {
    const own = this.#placedImages;
    const on = own[index];
    const others = [...(this.#group?.members ?? [])].filter((each) => each !== this);
    return others
      .flatMap((each) => each.#placedImages)
      .flatMap((other) => {
        // What three planes show is where their crosshair is.
        const isShown = !on || own.some((each) => liesIn(other, each));
        return isShown ? [] : (referenceLine(on, other) ?? []);
      });
  }

  get #placedImages(): PlacedImage[] {
    const { picture } = this.#host.viewport.displayed ?? {};
    return picture?.images.flatMap((image) => placedImage(picture, image) ?? []) ?? [];
  }

  #join(name: string): Group {
    const group = groups.get(name) ?? { members: new Set(), last: undefined };
    group.members.add(this);
    groups.set(name, group);
    this.#name = name;
    this.#basis = [];
    this.#updateOthers(group);
    return group;
  }

  #leave(): void {
    this.#group?.members.delete(this);
    this.#updateOthers();
    if (this.#name !== undefined && this.#group?.members.size === 0) {
      groups.delete(this.#name);
    }
    this.#group = undefined;
    this.#name = undefined;
    this.#displayed = undefined;
  }

  #updateOthers(group = this.#group): void {
    for (const member of group?.members ?? []) {
      if (member !== this) {
        member.#host.element.requestUpdate();
      }
    }
  }

  /** Passes on what has changed here; a viewer that shows something else begins where the others are. */
  #compare(group: Group): void {
    const state = this.#state;
    const { displayed, view } = this.#host.viewport;
    if (!state || !displayed) {
      return;
    }
    const basis = [displayed.study, view.series, view.plane];
    const before = this.#known;
    this.#known = state;
    if (!before || basis.some((each, index) => each !== this.#basis[index])) {
      this.#basis = basis;
      if (group.last && group.last.member !== this) {
        this.#follow(group.last.state, linkParts, false);
      }
      return;
    }
    const parts = changedParts(before, state).filter(
      (part) => part !== 'crosshair' || this.#host.element.crosshair !== this.#followed,
    );
    if (parts.length > 0) {
      group.last = { state, member: this };
      const isByUser = parts.some((part) => this.#isByUser(part));
      for (const member of group.members) {
        if (member !== this) {
          member.#follow(state, parts, isByUser);
        }
      }
    }
  }

  get #state(): LinkState | undefined {
    const { element, viewport } = this.#host;
    const { displayed, isComplete } = viewport;
    return displayed && isComplete
      ? linkStateOf(element, viewport, {
          picture: displayed.picture,
          painted: displayed.request.view,
        })
      : undefined;
  }

  #isByUser(part: LinkPart): boolean {
    const element = this.#host.element as Partial<Record<LinkPart, unknown>>;
    return part in this.#byUser && Object.is(this.#byUser[part], element[part]);
  }

  #follow(other: LinkState, parts: readonly LinkPart[], isByUser: boolean): void {
    const own = this.#state;
    const change = own ? following(own, other, parts) : {};
    if (!own || Object.keys(change).length === 0) {
      return;
    }
    const { frame = own.frame, zoom = own.zoom } = change;
    const center = 'center' in change ? change.center : own.center;
    this.#known = { ...own, frame, zoom, center };
    this.#followed = change.crosshair ?? this.#followed;
    if (isByUser) {
      this.#host.applyUserChange(change);
    } else {
      Object.assign(this.#host.element, change);
    }
    this.#byUser = {};
  }
}
