/** Opens the viewer's page: by the icon and its key, from a link's menu, and instead of a DICOM file that is navigated to. */

import { viewerUrl } from './viewer-url.js';

const linkMenu = 'open-link';

chrome.runtime.onInstalled.addListener(() => {
  chrome.contextMenus.create({
    id: linkMenu,
    title: 'Open in the DICOM viewer',
    contexts: ['link'],
  });
  redirectDicom().catch(() => undefined); // Firefox has no rules for headers
});

chrome.action.onClicked.addListener(() => {
  void chrome.tabs.create({ url: viewerUrl() });
});

chrome.contextMenus.onClicked.addListener(({ menuItemId, linkUrl }) => {
  if (menuItemId === linkMenu && linkUrl) {
    void openLink(linkUrl);
  }
});

/** A server that doesn't allow other sites to read its file is read where the user allows this extension to. */
async function openLink(linkUrl: string): Promise<void> {
  await chrome.permissions.request({ origins: [`${new URL(linkUrl).origin}/*`] });
  await chrome.tabs.create({ url: viewerUrl(linkUrl) });
}

/**
 * Has the browser show the viewer where a navigation is answered with a DICOM file; on those sites only that the user
 * has allowed.
 */
async function redirectDicom(): Promise<void> {
  const action: chrome.declarativeNetRequest.RuleAction = {
    type: 'redirect',
    redirect: { regexSubstitution: `${viewerUrl('')}\\0` },
  };
  const ofDocument = { resourceTypes: ['main_frame' as const] };
  const typed = { header: 'content-type', values: ['application/dicom*'] };
  const untyped = { header: 'content-type', values: ['application/octet-stream*', 'binary/*'] };
  const addRules: chrome.declarativeNetRequest.Rule[] = [
    {
      id: 1,
      action,
      condition: { ...ofDocument, regexFilter: '^https?://.*', responseHeaders: [typed] },
    },
    {
      id: 2,
      action,
      condition: {
        ...ofDocument,
        regexFilter: '^https?://[^?#]*\\.(dcm|dicom)([?#].*)?$',
        responseHeaders: [untyped],
      },
    },
  ];
  await chrome.declarativeNetRequest.updateDynamicRules({ removeRuleIds: [1, 2], addRules });
}
