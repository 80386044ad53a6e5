import type { DicomChangeDetail, DicomErrorDetail, DicomViewer } from '../../dicom-viewer.js';
import type { Model } from './model.js';

/** The kernel's pipeline: the text of its file, and the function of it, empty for the first. */
interface KernelPipeline {
  text: string;
  function: string;
}

const trait = '_pipeline';

/**
 * Lets an element run the pipeline of a widget, as the text of a child script, and the widget know which function a
 * reader chooses. Says below the element why a pipeline fails. Returns what ends that.
 */
export function followPipeline(viewer: DicomViewer, model: Model): () => void {
  const script = document.createElement('script');
  script.type = 'text/x-python';
  const failure = document.createElement('p');
  failure.setAttribute('role', 'alert');
  failure.style.whiteSpace = 'pre-wrap';

  const show = () => {
    const pipeline = pipelineOf(model);
    failure.remove();
    script.replaceChildren(pipeline?.text ?? '');
    if (pipeline) {
      viewer.append(script);
    } else {
      script.remove();
    }
    viewer.pipeline = pipeline?.function ? `#${encodeURIComponent(pipeline.function)}` : undefined;
    viewer.requestUpdate();
  };
  const changed = ({ detail: { pipeline } }: CustomEvent<DicomChangeDetail>) => {
    const known = pipelineOf(model);
    if (known && pipeline?.startsWith('#')) {
      model.set(trait, { ...known, function: decodeURIComponent(pipeline.slice(1)) });
      model.save_changes();
    }
  };
  const failed = ({ detail: { code, message } }: CustomEvent<DicomErrorDetail>) => {
    if (code === 'pipeline') {
      failure.textContent = message;
      viewer.after(failure);
    }
  };
  const succeeded = () => {
    failure.remove();
  };

  show();
  const listeners = new AbortController();
  const { signal } = listeners;
  model.on(`change:${trait}`, show);
  viewer.addEventListener('dicom-change', changed, { signal });
  viewer.addEventListener('dicom-error', failed, { signal });
  viewer.addEventListener('dicom-result', succeeded, { signal });
  return () => {
    model.off(`change:${trait}`, show);
    listeners.abort();
    failure.remove();
  };
}

function pipelineOf(model: Model): KernelPipeline | undefined {
  return (model.get(trait) as KernelPipeline | null | undefined) ?? undefined;
}
