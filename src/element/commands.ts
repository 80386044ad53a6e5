import type { Viewport } from '../display/viewport.js';
import type { Exporting } from '../exporting/exporting.js';
import type { Act, Command } from '../templates/action.js';
import { openFilePicker } from '../templates/file-pickers.js';
import { initialView } from '../view/initial.js';
import { planeNames } from '../view/view.js';
import type { ViewerProperties } from '../viewer-properties.js';
import type { Parts } from './parts.js';
import type { Visitor } from './visitor.js';

/** What the commands of an element act on. */
interface CommandContext {
  readonly viewport: Viewport;
  readonly visitor: Visitor;
  readonly exporting: Exporting;
  readonly parts: Parts;
}

/** What carries out the actions of a visitor on an element. */
export function actOn(element: ViewerProperties, context: CommandContext): Act {
  const { visitor } = context;
  return (action) => {
    if (typeof action === 'string') {
      carryOut(action, element, context);
    } else {
      visitor.apply(action);
    }
  };
}

function carryOut(
  command: Command,
  element: ViewerProperties,
  { viewport, visitor, exporting, parts }: CommandContext,
): void {
  const { renderRoot } = element;
  switch (command) {
    case 'open':
      openFilePicker(renderRoot, 'files');
      break;
    case 'open-folder':
      openFilePicker(renderRoot, 'folder');
      break;
    case 'retry':
      viewport.reload();
      break;
    case 'help':
      parts.controls.current?.showHelp();
      break;
    case 'dismiss':
      viewport.dismiss();
      break;
    case 'reset':
      visitor.reset();
      break;
    case 'fit':
      visitor.apply({ zoom: initialView.zoom, center: initialView.center });
      break;
    case 'one-to-one':
      visitor.showOneToOne();
      break;
    case 'axial':
    case 'coronal':
    case 'sagittal':
      parts.input.current?.focused.choose(planeNames.indexOf(command));
      break;
    case 'full-screen':
      visitor.toggleFullScreen();
      break;
    case 'show':
      renderRoot.querySelector<HTMLElement>('.stage')?.focus(); // the button goes
      viewport.reveal();
      break;
    default:
      void exporting.run(command, { annotations: true, cornerText: element.cornerText });
  }
}
