// The DICOMweb server that tests ask: Orthanc, installed from Debian where that can be done without asking.

import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { findProgram } from './command.mjs';
import { installPackage } from './debian.mjs';

const programs = ['Orthanc', '/usr/sbin/Orthanc'];
const plugin = '/usr/share/orthanc/plugins/libOrthancDicomWeb.so';

/** How often, and how often at most, a server that starts is asked whether it has; in ms. */
const interval = 100;
const attempts = 300;

/** @returns {Promise<string | undefined>} the path of Orthanc's program; nothing where it or its plugin can't be had */
export async function findOrthanc() {
  if (!installed()) {
    await installPackage('orthanc-dicomweb', 'a DICOMweb server that the tests ask');
    await installPackage('orthanc', 'that server itself');
  }
  return installed();
}

/**
 * Starts an Orthanc of its own, on the loopback interface alone, with a folder that is gone once it has ended.
 *
 * @param {string} program its path
 * @returns {Promise<{ url: string, stop: () => Promise<void> }>} the URL of its HTTP server, and what ends it
 */
export async function startOrthanc(program) {
  const folder = mkdtempSync(join(tmpdir(), 'orthanc-'));
  const port = await freePort();
  const configuration = join(folder, 'orthanc.json');
  writeFileSync(
    configuration,
    JSON.stringify({
      StorageDirectory: folder,
      IndexDirectory: folder,
      HttpPort: port,
      HttpBindAddresses: ['127.0.0.1'],
      DicomServerEnabled: false,
      RemoteAccessAllowed: false,
      AuthenticationEnabled: false,
      Plugins: [plugin],
      DicomWeb: { Enable: true, Root: '/dicom-web/' },
    }),
  );
  const server = spawn(program, [configuration], { stdio: 'ignore' });
  const ended = new Promise((resolve) => server.once('exit', resolve).once('error', resolve));
  const url = `http://127.0.0.1:${port}`;
  const stop = async () => {
    server.kill();
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  for (let attempt = 0; attempt < attempts; attempt++) {
    if (await isThere(`${url}/system`)) return { url, stop };
    if (server.exitCode !== null) break;
    await pause(interval);
  }
  await stop();
  throw new Error('Orthanc could not be started.');
}

function installed() {
  return existsSync(plugin) ? findProgram(programs) : undefined;
}

async function isThere(url) {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}
