import { cornersStyles } from './corners.styles.js';
import { crosshairStyles } from './crosshair.styles.js';
import { buttonStyles } from './button.styles.js';
import { hostStyles } from './host.styles.js';
import { printStyles } from './print.styles.js';
import { paneStyles } from './pane.styles.js';
import { stageStyles } from './stage.styles.js';
import { statusStyles } from './status.styles.js';
import { warningStyles } from './warning.styles.js';

/** All styles of the element; where two rules are equally specific, the later one holds. */
export const styles = [
  hostStyles,
  stageStyles,
  paneStyles,
  crosshairStyles,
  cornersStyles,
  statusStyles,
  warningStyles,
  buttonStyles,
  printStyles,
];
