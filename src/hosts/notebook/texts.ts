import { nearestTag } from '../../languages/nearest-tag.js';

/** What is said before the element is there, which has all other texts. */
const texts = {
  en: {
    loading: 'Loading the viewer',
    progress: 'Loading the viewer, {loaded} of {total} MB',
    unloaded: "The viewer can't be loaded: {detail}",
    unread: "The kernel's files can't be read: {detail}",
  },
  de: {
    loading: 'Betrachter wird geladen',
    progress: 'Betrachter wird geladen, {loaded} von {total} MB',
    unloaded: 'Der Betrachter kann nicht geladen werden: {detail}',
    unread: 'Die Dateien des Kernels können nicht gelesen werden: {detail}',
  },
  es: {
    loading: 'Cargando el visor',
    progress: 'Cargando el visor, {loaded} de {total} MB',
    unloaded: 'No se puede cargar el visor: {detail}',
    unread: 'No se pueden leer los archivos del kernel: {detail}',
  },
  fr: {
    loading: 'Chargement de la visionneuse',
    progress: 'Chargement de la visionneuse, {loaded} sur {total} Mo',
    unloaded: 'La visionneuse ne peut pas être chargée : {detail}',
    unread: 'Les fichiers du noyau ne peuvent pas être lus : {detail}',
  },
  ja: {
    loading: 'ビューアー読み込み中',
    progress: 'ビューアー読み込み中、{loaded}/{total} MB',
    unloaded: 'ビューアーを読み込めません：{detail}',
    unread: 'カーネルのファイルを読み取れません：{detail}',
  },
  'zh-Hant': {
    loading: '載入檢視器中',
    progress: '載入檢視器中，{loaded}/{total} MB',
    unloaded: '無法載入檢視器：{detail}',
    unread: '無法讀取核心的檔案：{detail}',
  },
};

type Tag = keyof typeof texts;

export type TextKey = keyof (typeof texts)['en'];

/** One of the texts, in the language of an element or its nearest ancestor that names one, else in English. */
export function textFor(
  element: Element,
  key: TextKey,
  parameters: Readonly<Record<string, string | number>> = {},
): string {
  const tag = (nearestTag(languageAround(element), Object.keys(texts)) ?? 'en') as Tag;
  const numbers = new Intl.NumberFormat(tag, {
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  });
  return texts[tag][key].replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = parameters[name] ?? '';
    return typeof value === 'number' ? numbers.format(value) : value;
  });
}

function languageAround(element: Element): string {
  const root = element.getRootNode();
  const nearest = element.closest('[lang]')?.getAttribute('lang');
  return nearest ?? (root instanceof ShadowRoot ? languageAround(root.host) : '');
}
