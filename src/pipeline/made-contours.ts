import type { PipelineResult } from '../protocol/messages.js';
import { segmentColor, type LayerState } from '../view/layer-state.js';
import { isOn, type MadeLayer, type Run } from './made-labels.js';

type Contours = NonNullable<PipelineResult['contours']>;

/** Up to how many pixels across an image lines are one of its pixels wide. */
const thinSide = 512;

/** The contours of a result, as a layer on the image that they were made of. */
export function madeContours(run: Run): MadeLayer[] {
  const { name, result } = run;
  const { contours } = result;
  if (!contours) {
    return [];
  }
  const segment = { number: 1, label: name, category: '', color: segmentColor(0), visible: true };
  return [
    {
      initial: {
        id: 'pipeline contours',
        type: 'contours',
        name,
        visible: true,
        opacity: 1,
        segments: [segment],
      },
      on: (displayed) =>
        isOn(run, displayed)
          ? displayed.picture.images.map(({ columns, rows }) => (canvas, state) => {
              canvas.width = columns;
              canvas.height = rows;
              drawContours(canvas, contours, state);
            })
          : [],
    },
  ];
}

/** Draws contours on a canvas that has a pixel for each of the image, and nothing else on it. */
function drawContours(
  canvas: HTMLCanvasElement,
  contours: Contours,
  { opacity, segments = [] }: LayerState,
): void {
  const context = canvas.getContext('2d');
  const [segment] = segments;
  if (!context || !segment?.visible) {
    return;
  }
  context.translate(0.5, 0.5); // whole numbers are the centres of pixels
  context.globalAlpha = opacity;
  context.strokeStyle = segment.color;
  context.lineWidth = Math.max(canvas.width, canvas.height, thinSide) / thinSide;
  context.lineCap = context.lineJoin = 'round';
  context.beginPath();
  for (const contour of contours) {
    contour.forEach(([x, y], index) => {
      if (index === 0) {
        context.moveTo(x, y);
      }
      context.lineTo(x, y);
    });
    if (isClosed(contour)) {
      context.closePath();
    }
  }
  context.stroke();
}

function isClosed(contour: Contours[number]): boolean {
  const [first, last] = [contour[0], contour.at(-1)];
  return contour.length > 2 && first?.[0] === last?.[0] && first?.[1] === last?.[1];
}
