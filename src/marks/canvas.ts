/** Marks on a canvas: as the layer in a pane shows them, but for handles and what is hidden. */

import { lineHeight, type Label } from './label.js';
import { labelsOf, pathOfSeen, type LabelState, type SeenMark } from './layer.js';

/** Draws marks by their places, in CSS pixels of the canvas. `color` is that of marks without one of their own. */
export function drawMarks(
  context: CanvasRenderingContext2D,
  marks: readonly SeenMark[],
  color: string,
  state: LabelState,
): void {
  context.save();
  context.lineCap = 'round';
  context.lineJoin = 'round';
  const shown = marks.filter(({ annotation }) => annotation.hidden !== true);
  for (const mark of shown) {
    drawMark(context, mark, color);
  }
  for (const [label, own] of labelsOf(shown, state)) {
    context.fillStyle = color;
    context.fillStyle = own ?? color; // what is no colour leaves the one before
    drawLabel(context, label);
  }
  context.restore();
}

/** Each line is drawn twice, so that it is seen on any gray; the widths are those of marks.styles.ts. */
function drawMark(context: CanvasRenderingContext2D, mark: SeenMark, color: string): void {
  const path = new Path2D(pathOfSeen(mark));
  context.setLineDash([]);
  context.strokeStyle = '#000000bf';
  context.lineWidth = 4.5;
  context.stroke(path);
  context.setLineDash(mark.isWhole ? [] : [1, 6]);
  context.strokeStyle = color;
  context.strokeStyle = mark.annotation.color ?? color; // what is no colour leaves the one before
  context.lineWidth = mark.isWhole ? 1.75 : 3;
  context.stroke(path);
}

function drawLabel(
  context: CanvasRenderingContext2D,
  { lines, left, top, leader: [from, to] }: Label,
): void {
  context.setLineDash([2, 4]);
  context.strokeStyle = context.fillStyle;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(...from);
  context.lineTo(...to);
  context.stroke();
  context.setLineDash([]);
  context.strokeStyle = '#000';
  context.lineWidth = 3;
  context.font = '600 13px system-ui, sans-serif';
  context.textAlign = 'left';
  lines.forEach((line, index) => {
    const y = top + (index + 0.8) * lineHeight;
    context.strokeText(line, left, y);
    context.fillText(line, left, y);
  });
}
