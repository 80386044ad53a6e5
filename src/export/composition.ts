import { cornerTexts, type CornerText } from '../guides/corner-texts.js';
import type { EdgeLetters, Picture, PictureImage } from '../protocol/messages.js';
import {
  initialPlacement,
  matrixOf,
  placedEdges,
  placementOf,
  type PaneSize,
} from '../view/placement.js';
import type { ExportHost, ExportOptions } from './host.js';

/**
 * How many CSS pixels the shorter side of an image has on which marks or text are drawn: smaller images are enlarged by a
 * whole number, and on larger ones lines and letters are larger.
 */
const drawnSide = 512;

/** What is on the canvases, or could be. */
export interface Exported {
  picture: Picture;
  /** Its first image, and what lies above that. */
  canvases: readonly HTMLCanvasElement[];
  /** What lies between these. */
  layers?: readonly HTMLCanvasElement[] | undefined;
}

/**
 * Draws an image as it is shown, whole, turned and mirrored: a pixel for each of its own, unless marks or text are drawn
 * on it. Throws `memory` if there is none for the canvas.
 */
export function compose(
  { picture, canvases, layers = [] }: Exported,
  options: ExportOptions,
  host: ExportHost,
): HTMLCanvasElement {
  const { properties } = host;
  const [image] = picture.images;
  const {
    annotations = false,
    cornerText = false,
    overlays = true,
    layers: withLayers = true,
  } = options;
  const isDrawnOn = cornerText || (annotations && properties.annotations.length > 0);
  const { rotation, flip } = properties;
  const placement = placementOf({ ...initialPlacement, rotation, flip }, image);
  const size = sizeOf(image, placement.rotation % 180 !== 0, isDrawnOn);
  const context = contextOf(size, host);
  context.imageSmoothingEnabled = isDrawnOn && properties.interpolation === 'smooth';
  context.setTransform(...matrixOf(placement, image, size));
  const above = [...(withLayers ? layers : []), ...(overlays ? canvases.slice(1) : [])];
  for (const canvas of [...canvases.slice(0, 1), ...above]) {
    if (canvas.width > 0) {
      context.drawImage(canvas, 0, 0);
    }
  }
  const scale = Math.min(size.width, size.height) / drawnSide;
  const pane = isDrawnOn ? scaled(size, 1 / scale) : size;
  context.setTransform(scale, 0, 0, scale, 0, 0);
  if (annotations) {
    host.drawMarks(context, picture, placement, pane);
  }
  if (cornerText) {
    drawLetters(context, image.edges && placedEdges(image.edges, placement), pane);
    const isRightToLeft = getComputedStyle(properties).direction === 'rtl';
    const texts = cornerTexts(
      {
        image,
        metadata: picture.metadata,
        placement,
        window: picture,
        hasIdentity: !properties.hideIdentity,
      },
      host.language(),
    );
    for (const corner of texts) {
      drawCorner(context, corner, pane, isRightToLeft);
    }
  }
  return context.canvas;
}

/** The size of the canvas, and of the image before it is turned: with square pixels where anything is drawn on it. */
function sizeOf(
  { columns, rows, pixelAspectRatio }: PictureImage,
  isTurned: boolean,
  isDrawnOn: boolean,
): PaneSize {
  const across = columns * (isDrawnOn ? pixelAspectRatio : 1);
  const enlarged = isDrawnOn ? Math.ceil(drawnSide / Math.min(across, rows)) : 1;
  const image = { width: Math.round(across * enlarged), height: rows * enlarged };
  const [width, height] = isTurned ? [image.height, image.width] : [image.width, image.height];
  return { width, height, image };
}

function scaled({ width, height, image }: PaneSize, by: number): PaneSize {
  return {
    width: width * by,
    height: height * by,
    image: { width: image.width * by, height: image.height * by },
  };
}

/** The context of a new canvas; throws `memory` if there is none for it. */
export function contextOf(
  { width, height }: { width: number; height: number },
  host: ExportHost,
): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) {
    throw new host.DicomError('memory', 'canvas-too-large', { columns: width, rows: height });
  }
  return context;
}

/** As in corners.styles.ts and pane.styles.ts, in CSS pixels. */
const lineHeight = 17;
const inset = 7;

function drawLetters(
  context: CanvasRenderingContext2D,
  letters: EdgeLetters | null,
  { width, height }: PaneSize,
): void {
  const middle = height / 2 + lineHeight / 4;
  drawText(context, letters?.left ?? '', inset, middle, 'left');
  drawText(context, letters?.right ?? '', width - inset, middle, 'right');
  drawText(context, letters?.top ?? '', width / 2, lineHeight, 'center');
  drawText(context, letters?.bottom ?? '', width / 2, height - inset, 'center');
}

function drawCorner(
  context: CanvasRenderingContext2D,
  { place, lines }: CornerText,
  { width, height }: PaneSize,
  isRightToLeft: boolean,
): void {
  const isTop = place.startsWith('top');
  const isLeft = place.includes('start') !== isRightToLeft;
  lines.forEach((line, index) => {
    const y = isTop
      ? (index + 1) * lineHeight
      : height - inset - (lines.length - 1 - index) * lineHeight;
    const x = isLeft ? inset : width - inset;
    drawText(context, line, x, y, isLeft ? 'left' : 'right', 0.45 * width);
  });
}

/** Draws a text with a dark edge, which is legible on any gray. */
function drawText(
  context: CanvasRenderingContext2D,
  text: string,
  x: number,
  y: number,
  align: CanvasTextAlign,
  maxWidth?: number,
): void {
  context.font = '600 13px system-ui, sans-serif';
  context.textAlign = align;
  context.lineJoin = 'round';
  context.lineWidth = 3;
  context.strokeStyle = '#000';
  context.fillStyle = '#f2f4f7';
  context.strokeText(text, x, y, maxWidth);
  context.fillText(text, x, y, maxWidth);
}
