// What tests ask for as `executeServerCommand('wheel', …)`: a wheel is turned where the mouse is.

export function wheelCommand() {
  return {
    name: 'wheel-command',
    async executeCommand({ command, payload, session }) {
      if (command !== 'wheel') return undefined;
      await session.browser.getPage(session.id).mouse.wheel(payload);
      return true;
    },
  };
}
