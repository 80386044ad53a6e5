// Packages of Debian and its kin, installed where that can be done without asking.

import { run } from './command.mjs';
import { say } from './progress.mjs';

/** @returns {Promise<boolean>} whether the package is installed now; false for whoever isn't root or has no apt-get */
export async function installPackage(name, purpose) {
  if (process.getuid?.() !== 0 || !(await run('apt-get', ['--version'])).ok) return false;
  say(`Installing Debian's package ${name}, ${purpose} …`);
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { env });
  return (await run('apt-get', ['install', '--yes', '--no-install-recommends', name], { env })).ok;
}
