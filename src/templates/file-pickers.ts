import { html, type TemplateResult } from 'lit';

/** What opens the browser's dialogs for files and for folders; `receive` gets what is chosen. */
export function filePickersTemplate(receive: (files: File[]) => void): TemplateResult {
  const handleChange = (event: Event) => {
    const picker = event.target as HTMLInputElement;
    const files = [...(picker.files ?? [])];
    picker.value = ''; // so that the same file can be chosen again
    if (files.length > 0) {
      receive(files);
    }
  };
  return html`
    <input type="file" multiple hidden @change=${handleChange} />
    <input type="file" webkitdirectory multiple hidden @change=${handleChange} />
  `;
}

/** Opens the browser's dialog for files, or for a folder. */
export function openFilePicker(root: ParentNode, what: 'files' | 'folder'): void {
  const selector = what === 'files' ? 'input[type="file"]' : 'input[webkitdirectory]';
  root.querySelector<HTMLInputElement>(selector)?.click();
}
