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
  statusStyles,
  warningStyles,
  buttonStyles,
  printStyles,
];
