import { workerMessages } from '../languages/en/worker-messages.js';
import type { Sentences } from '../languages/message.js';
import type { Message, Parameter } from '../languages/message.js';
import type { WorkerMessage } from '../protocol/messages.js';

/** The English sentences of all reasons in a message to the page, but for those that the page has. */
export function sentencesOf(message: WorkerMessage): Sentences {
  return Object.assign({}, ...messagesIn(message).map(sentencesIn)) as Sentences;
}

function messagesIn(message: WorkerMessage): readonly Message[] {
  switch (message.type) {
    case 'reply':
      return message.warnings;
    case 'failure':
      return [message.error];
    case 'fatal':
      return [message.why];
    default:
      return [];
  }
}

/** Those of a reason and of the reasons among its parameters. */
function sentencesIn(parameter: Parameter): Sentences {
  if (typeof parameter !== 'object') {
    return {};
  }
  if (!('reason' in parameter)) {
    return Object.assign({}, ...parameter.map(sentencesIn)) as Sentences;
  }
  const { reason, parameters } = parameter;
  const own = reason in workerMessages ? { [reason]: (workerMessages as Sentences)[reason] } : {};
  return { ...own, ...sentencesIn(Object.values<Parameter>(parameters)) };
}
