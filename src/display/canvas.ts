import { DicomError } from '../errors.js';

/** Puts RGBA bytes on a canvas, one canvas pixel for each. */
export function putPixels(
  canvas: HTMLCanvasElement,
  pixels: ArrayBuffer,
  columns: number,
  rows: number,
): void {
  // Setting a canvas's size clears it, so only when it changes.
  if (canvas.width !== columns || canvas.height !== rows) {
    canvas.width = columns;
    canvas.height = rows;
  }
  contextOf(canvas).putImageData(new ImageData(new Uint8ClampedArray(pixels), columns, rows), 0, 0);
}

/** Lets go of a canvas's pixels and their memory. */
export function clearCanvas(canvas: HTMLCanvasElement): void {
  canvas.width = 0;
  canvas.height = 0;
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) {
    throw new DicomError('memory', 'canvas-too-large', sizeOf(canvas));
  }
  return context;
}

function sizeOf({ width, height }: HTMLCanvasElement): { columns: number; rows: number } {
  return { columns: width, rows: height };
}
