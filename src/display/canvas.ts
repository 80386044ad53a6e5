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

/** Draws canvases of one size on a new one, each above those before it. */
export function flatten(...canvases: HTMLCanvasElement[]): HTMLCanvasElement {
  const flat = document.createElement('canvas');
  flat.width = canvases[0]?.width ?? 0;
  flat.height = canvases[0]?.height ?? 0;
  const context = contextOf(flat);
  for (const canvas of canvases) {
    context.drawImage(canvas, 0, 0);
  }
  return flat;
}

/** Encodes a canvas as an image file, PNG unless another type is asked for. */
export function canvasToBlob(
  canvas: HTMLCanvasElement,
  type?: string,
  quality?: number,
): Promise<Blob> {
  return new Promise((resolve, reject) => {
    const settle = (blob: Blob | null) => {
      if (blob) {
        resolve(blob);
      } else {
        reject(new DicomError('memory', 'canvas-not-encoded', sizeOf(canvas)));
      }
    };
    canvas.toBlob(settle, type, quality);
  });
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
