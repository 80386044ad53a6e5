import type { Language } from '../language.js';

/** The German sentences of errors and warnings, by reason. */
export const messages: Language['messages'] = {
  // What is given
  'not-files': 'Das sind keine Dateien.',
  'no-file': 'Es ist keine Datei vorhanden.',
  'not-dicom': 'Das ist keine DICOM-Datei.',
  'none-dicom': 'Keine der {count} Dateien ist eine DICOM-Datei.',
  'none-shown': 'Keine von {count} Dateien kann angezeigt werden. {why}',
  'files-not-shown': 'Dateien, die nicht angezeigt werden können: {left} von {count}. {why}',
  'file-not-shown': '{name}: {why}',
  'files-not-fetched': 'Dateien, die nicht abgerufen werden können: {left} von {count}. {why}',
  'files-failed': 'Einige Dateien können nicht gelesen werden. {why}',
  'more-files': 'Und {count} weitere.',
  'duplicate-files': 'Dateien, die laut ihrer SOP Instance UID bereits vorhanden sind: {count}.',
  'nothing-shown': 'Es wird nichts angezeigt.',

  // Where it comes from
  'http-status': 'Der Server antwortete mit {status} auf {url}.',
  'download-stalled': 'Beim Herunterladen von {url} kam {seconds} Sekunden lang nichts an.',
  'download-broken': 'Das Herunterladen von {url} wurde unterbrochen.',
  'url-unreachable': '{url} ist nicht erreichbar.',
  'origin-closed': '{origin} erlaubt dieser Seite nicht, {url} zu lesen.',
  'file-unopened': '{name} kann nicht gelesen werden.',
  'dicomweb-empty': 'Der Server hat unter {url} nichts.',
  'dicomweb-type': 'Der Server hat auf {url} mit {type} geantwortet, und das ist kein DICOM.',
  'dicomweb-not-json': 'Der Server hat auf {url} mit etwas geantwortet, das kein JSON ist.',
  'dicomweb-list-cut': 'Der Server hat mehr als die {count}, die er für {url} aufzählt.',
  'dicomweb-cut': 'Der Server hat seine Antwort auf {url} abgebrochen.',
  'dicomweb-frame-syntax':
    '{url} kam in der Transfersyntax {found}, das erste Bild aber in {first}.',
  'dicomweb-frames-missing':
    '{left} von {count} Einzelbildern können nicht abgerufen werden. {why}',
  'file-changed':
    'Die Datei kann nicht mehr gelesen werden: Wurde sie verschoben, gelöscht oder geändert?',

  // Archives and DICOMDIRs
  'zip-cut': 'Die Zip-Datei {name} ist unvollständig: Das Verzeichnis an ihrem Ende fehlt.',
  'zip-split': 'Die Zip-Datei {name} ist ein Teil einer aufgeteilten.',
  'zip-damaged': 'Die Zip-Datei {name} ist beschädigt: {detail}.',
  'gzip-damaged': '{name} kann nicht entpackt werden: Die Datei ist beschädigt oder unvollständig.',
  'archive-encrypted': 'Diese Dateien eines Archivs sind verschlüsselt: {names}.',
  'archive-damaged': 'Diese Dateien eines Archivs sind beschädigt: {names}.',
  'archive-nested': '{name} liegt zu tief in anderen Archiven, um geöffnet zu werden.',
  'too-many-files': 'Es sind mehr als {limit} Dateien.',
  'inflated-too-large': 'Mit {name} ergeben die Dateien entpackt mehr als {limit} MiB.',
  'download-too-large': '{url} hat mehr als {limit} MiB.',
  'file-not-kept': 'Der Browser hat keinen Platz, um {url} zu speichern.',
  'file-too-large': 'Für eine Datei von {size} Byte reicht der Speicher nicht.',
  'dicomdir-files-missing': 'Das DICOMDIR verweist auf Dateien, die nicht vorhanden sind: {names}.',
  'dicomdir-alone':
    'Das DICOMDIR ist ohne seine Dateien vorhanden: Öffnen Sie den Ordner, in dem es liegt.',
  'records-left-out': 'Die ersten {limit} von {count} Verzeichniseinträgen werden gelesen.',
  'record-without-file':
    'Ein Verzeichniseintrag nennt keine Datei des zugehörigen Dateisatzes: {path}.',
  'more-names': '{count} weitere',

  // Marks
  'annotations-dropped': 'Ungültige Markierungen wurden ausgelassen: {count}.',
  'annotations-not-fetched': 'Die Markierungen können nicht abgerufen werden: {detail}.',

  // Exports
  'part-missing': 'Ein Teil des Viewers kann nicht abgerufen werden: {detail}.',
  'clip-unsupported': 'Dieser Browser kann keine Clips als WebM aufzeichnen.',
  'clip-of-one-image':
    'Ein Clip besteht aus mehreren aufeinanderfolgenden Frames, und angezeigt wird ein einziges Bild.',
  'clip-failed': 'Der Clip kann nicht aufgezeichnet werden: {detail}.',
  'copy-refused': 'Der Browser erlaubt der Seite nicht, ein Bild zu kopieren.',
  'file-identifies': 'Die Datei sagt vielleicht, wessen Bild es ist, und das ist hier verborgen.',

  // The file
  'file-cut': 'Die Datei ist unvollständig: {detail}.',
  'file-unreadable': 'Die Datei kann nicht gelesen werden: {detail}.',
  'first-element-cut': 'Die Datei endet vor dem Ende ihres ersten Datenelements.',
  'sequences-too-deep': 'Die Sequenzen der Datei sind zu tief verschachtelt.',
  'deflate-damaged': 'Der Datensatz kann nicht entpackt werden: {detail}.',
  'deflated-too-large':
    'Der Datensatz ist mit Deflate komprimiert und hat entpackt mehr als {limit} MiB.',
  'out-of-memory': 'Die Datei braucht mehr Speicher, als Python hier haben kann.',
  'no-image': 'Die Datei enthält kein Bild; sie ist vom Typ {kind}.',
  'no-image-no-class': 'Die Datei enthält kein Bild; sie ist ein Datensatz ohne SOP-Klasse.',
  'no-image-found':
    'Die Datei ist unvollständig, und in dem, was vorhanden ist, wurde kein Bild gefunden.',
  'transfer-syntax-unsupported': 'Die Transfersyntax {name} kann hier nicht dekodiert werden.',
  'lengths-wrong':
    'Längen von Sequenzen oder Items sind falsch: Das Bild wurde anhand ihres Inhalts gefunden.',
  'functional-groups-unreadable':
    'Functional Groups können nicht gelesen werden und bleiben unberücksichtigt: {detail}.',
  'transfer-syntax-wrong': 'Als Transfersyntax ist {stated} angegeben, tatsächlich ist es {found}.',
  'compression-unknown':
    'Die Pixeldaten sind komprimiert, und die Datei sagt nicht, mit welchem Verfahren.',

  // Elements
  'element-unreadable':
    '{element} kann nicht gelesen werden und bleibt unberücksichtigt: {detail}.',
  'element-too-large':
    '{element} bleibt unberücksichtigt: Das Element hat mehr als {limit} Werte oder Items.',
  'element-raw':
    '{element} kann nicht gelesen werden und wird so gezeigt, wie es gespeichert ist: {detail}.',
  'element-value': 'Der Wert eines Elements entspricht nicht dem Standard: {detail}.',
  'metadata-left-out': 'In den Metadaten fehlt, was über {limit} Werte und Items hinausgeht.',

  // Pixel data and their description
  'frame-cut':
    'Die Datei ist unvollständig: Ein Einzelbild braucht {needed} Byte, und {found} sind vorhanden.',
  'frames-missing': 'Die Datei ist unvollständig: Sie enthält {found} von {count} Einzelbildern.',
  'frames-not-counted':
    'Number of Frames ist {count}, und {found} Einzelbilder sind vorhanden: Alle werden gezeigt.',
  'no-whole-frame':
    'Die Datei ist unvollständig: Ihre Pixeldaten enthalten kein vollständiges Einzelbild.',
  'pixel-data-cut':
    'Die Datei endet, bevor ihre Pixeldaten zu Ende sind: Was vorhanden ist, wird gezeigt.',
  'pixel-data-too-long': 'Die Pixeldaten gehen nach ihrem letzten Einzelbild {count} Byte weiter.',
  'pixels-other': 'Die Pixel sind falsch: {detail}.',
  'fragments-wrong':
    'Die Fragmente oder Offset-Tabellen der Pixeldaten sind falsch und werden nicht befolgt.',
  'not-encapsulated': 'Die Pixeldaten sind nicht gekapselt, obwohl {name} es verlangt.',
  'no-pixels': 'Das Bild kann nicht dekodiert werden: Rows × Columns ist {rows} × {columns}.',
  'frame-too-large':
    'Ein Einzelbild von {columns} × {rows} Pixeln ist größer, als ein Canvas sein kann.',
  'samples-impossible':
    'Das Bild kann nicht dekodiert werden: Samples per Pixel ist {samples}, was es bei {stated} nicht gibt.',
  'bits-allocated-missing': 'Das Bild kann nicht dekodiert werden: Bits Allocated fehlt.',
  'bits-allocated-undefined': 'Das Bild kann nicht dekodiert werden: Bits Allocated ist {bits}.',
  'bits-stored-impossible':
    'Bits Stored ist {stored} bei {allocated} zugewiesenen Bits: Alle werden genommen.',
  'high-bit-impossible':
    'High Bit ist {stated} bei {stored} gespeicherten Bits: {taken} wird angenommen.',
  'signed-colour':
    'Farbwerte mit Vorzeichen sind nicht definiert: Sie werden ohne Vorzeichen gelesen.',
  'photometric-impossible':
    'In dieser Transfersyntax können die Pixelwerte nicht {stated} sein: {taken} wird angenommen.',
  'photometric-unsupported':
    'Das Bild kann nicht dekodiert werden: Die photometrische Interpretation {stated} wird nicht unterstützt.',
  'photometric-unknown': 'Die photometrische Interpretation ist {stated}: {taken} wird angenommen.',
  'photometric-missing': 'Die photometrische Interpretation fehlt: {taken} wird angenommen.',
  'chroma-not-subsampled': 'Die Farbanteile von {stated} sind in voller Auflösung gespeichert.',
  'palette-missing':
    'Das Bild braucht eine Farbpalette, und die Datei enthält keine, die brauchbar ist.',

  // Frames and their streams
  'frame-undecodable': 'Einzelbild {frame} kann nicht dekodiert werden. {why}',
  'stream-components':
    'Das Bild kann nicht dekodiert werden: Sein Datenstrom hat {components} Komponenten.',
  'stream-differs':
    'Der komprimierte Datenstrom wird gezeigt, wie er ist: {element} ist {stated} und im Datenstrom {found}.',
  'stream-adds':
    'Der komprimierte Datenstrom wird gezeigt, wie er ist: {element} fehlt und ist im Datenstrom {found}.',
  'stream-unsigned':
    'Laut Pixel Representation haben die Werte ein Vorzeichen, laut komprimiertem Datenstrom nicht: Sie werden mit Vorzeichen gelesen.',
  'stream-signed':
    'Laut Pixel Representation haben die Werte kein Vorzeichen, laut komprimiertem Datenstrom doch: Sie werden ohne Vorzeichen gelesen.',
  'stream-size':
    'Sein Datenstrom hat {rows} Zeilen, {columns} Spalten und {components} Komponenten.',
  'stream-bits': 'Sein Datenstrom hat {bits} Bits.',
  'decoded-size':
    'Sein Datenstrom hat {found} Zeilen, Spalten und Komponenten und nicht {expected}.',
  'decoder-failed': 'Der Decoder meldet: {detail}.',
  'decoder-missing': 'Der Decoder {codec} ist noch nicht vorhanden.',
  'decoder-stalled': 'Der Decoder hat {seconds} Sekunden lang nicht geantwortet.',
  'decoder-unfetched': 'Der Decoder {codec} kann nicht abgerufen werden: {detail}.',
  'codestream-damaged': 'Der Codestream ist beschädigt.',
  'jpeg-cut': 'Der JPEG-Scan endet zu früh.',
  'jpeg-damaged': 'Der JPEG-Datenstrom ist beschädigt.',
  'jpeg-scan-empty': 'Der JPEG-Scan hat keine Komponenten.',
  'jpeg-scan-component': 'Der JPEG-Scan nennt eine Komponente oder Tabelle, die fehlt.',
  'jpeg-restart-in-row': 'Der JPEG-Scan beginnt innerhalb einer Zeile neu.',
  'jpeg-selection-value': 'Der JPEG-Scan hat den Selection Value {value}.',
  'jpeg-12bit-process':
    '12-Bit-JPEG wird nur im Verfahren Extended Sequential unterstützt, und dies ist ein anderes.',
  'jpeg-12bit-subsampled': '12-Bit-JPEG mit unterabgetasteten Komponenten wird nicht unterstützt.',
  'jpeg-lossless-process':
    'Das JPEG entspricht nicht dem verlustfreien Verfahren mit Huffman-Codes.',
  'jpeg-lossless-subsampled':
    'Verlustfreies JPEG mit unterabgetasteten Komponenten wird nicht unterstützt.',
  'jpeg2000-part-2': 'Der Codestream verwendet Erweiterungen aus JPEG 2000 Teil 2.',
  'rle-header': 'Der RLE-Kopf ist kürzer als 64 Byte.',
  'rle-segment-count': 'Der RLE-Kopf gibt eine ungültige Anzahl von Segmenten an: {count}.',
  'rle-segments': 'Das Einzelbild hat {found} RLE-Segmente statt {expected}.',
  'rle-segment-cut': 'Ein RLE-Segment enthält {found} Byte statt {expected}.',

  // Colour profiles and lookup tables
  'profile-ignored': 'Das Farbprofil des Bildes bleibt unberücksichtigt. {why}',
  'profile-unreadable': 'Farbprofile können hier nicht gelesen werden.',
  'profile-damaged': 'Das Profil ist beschädigt.',
  'profile-not-rgb': 'Das Profil ist kein RGB-Profil, oder es ist unvollständig.',
  'profile-too-large': 'Für das Profil reicht der Speicher nicht.',
  'lut-ignored': 'Eine Lookup-Tabelle bleibt unberücksichtigt. {why}',
  'lut-incomplete': 'Die Tabelle ist unvollständig.',
  'lut-bits': 'Ein Eintrag von {bits} Bits ist nicht definiert.',
  'lut-empty': 'Die Tabelle hat keine Einträge.',
  'lut-first-segment': 'Das erste Segment ist eine Linie, die keinen Anfang hat.',
  'lut-indirect-segment': 'Ein indirektes Segment verweist auf ein anderes indirektes.',
  'lut-segment-missing':
    'Ein indirektes Segment verweist auf ein Segment, das nicht vorhanden ist.',
  'lut-segment-type': 'Ein Segment vom Typ {type} gibt es nicht.',
  'lut-segment-cut': 'Das letzte Segment ist unvollständig.',

  // What is asked to be seen
  'voi-unknown': 'Die Datei hat kein VOI {voi}.',
  'preset-unknown': 'Für dieses Bild gibt es kein Fenster {preset}.',
  'colormap-unknown': 'Eine Farbtabelle {colormap} gibt es nicht.',
  'projection-unknown': 'Eine Projektion {projection} gibt es nicht.',
  'crosshair-center': 'Die Mitte des Fadenkreuzes ist kein Punkt.',
  'crosshair-axes': 'Die Achsen des Fadenkreuzes sind nicht drei Richtungen.',
  'crosshair-angles': 'Die Achsen des Fadenkreuzes stehen nicht im rechten Winkel zueinander.',

  // Overlays and shutters
  'overlay-empty': 'Das Overlay der Gruppe {group} hat keine Daten und wird nicht gezeigt.',
  'overlay-size':
    'Das Overlay der Gruppe {group} hat {rows} × {columns} Punkte und wird nicht gezeigt.',
  'overlay-cut':
    'Das Overlay der Gruppe {group} ist unvollständig: Es braucht {needed} Byte, und {found} sind vorhanden.',
  'shutter-overlay-missing':
    'Die Bildabdeckung (Display Shutter) ist das Overlay der Gruppe {group}, das nicht vorhanden ist.',
  'shutter-unknown':
    'Die Form {shape} der Bildabdeckung (Display Shutter) ist nicht bekannt und verdeckt nichts.',
  'shutter-ignored':
    'Die Form {shape} der Bildabdeckung (Display Shutter) ist nicht richtig angegeben und verdeckt nichts.',

  // Layers
  'layer-failed': 'Der Layer {layer} kann nicht angezeigt werden. {why}',
  'layer-elsewhere':
    'Der Layer {layer} wird nicht angezeigt: Sein Bezugssystem ist nicht das des Bildes.',
  'layer-without-suv': 'Die Werte eines PET-Bildes sind nicht SUVbw. {why}',
  'element-missing': '{element} fehlt.',
  'element-unfit': '{element} ist {value}.',

  // Positions, planes and volumes
  'orientation-ignored':
    'Image Orientation (Patient) bleibt unberücksichtigt: Die Richtungen sind keine Einheitsvektoren im rechten Winkel.',
  'frame-offsets-ignored':
    'Grid Frame Offset Vector bleibt unberücksichtigt: Er beginnt weder mit 0 noch mit z.',
  'slices-irregular':
    'Die Schichten {first} und {second} liegen {distance} mm auseinander statt {usual} mm.',
  'slices-missing':
    'Die Schichten {first} und {second} liegen {distance} mm auseinander statt {usual} mm. Dazwischen fehlende Schichten: {missing}.',
  'slices-irregular-more': 'Weitere Stellen mit abweichendem Schichtabstand: {count}.',
  'no-planes': 'Die Serie hat keine Ebenen. {why}',
  'stack-in-colour': 'Ebenen werden aus Grauwerten berechnet, und diese Einzelbilder sind farbig.',
  'stack-without-position': 'Die Einzelbilder sagen nicht, wo sie im Patienten liegen.',
  'stack-of-one-slice': 'Es gibt nur eine Schicht dieser Art.',
  'stack-of-sizes': 'Die Einzelbilder sind verschieden groß: {sizes}.',
  'stack-at-one-position': 'Alle {count} Einzelbilder liegen an derselben Position.',
  'stack-not-parallel': 'Die Einzelbilder sind nicht parallel.',
  'volume-too-large':
    '{slices} Schichten von {columns} × {rows} Pixeln brauchen {needed} MiB, und {limit} sind frei.',
  'planes-too-large': 'Die Ebenen des Volumens wären zu groß: {columns} × {rows} Pixel.',
  'planes-too-many':
    'Die Ebenen des Volumens wären zu groß: {extent} mm in Schritten von {step} mm.',

  // The browser and the runtime
  'canvas-too-large':
    'Dem Browser fehlt der Speicher für ein Canvas von {columns} × {rows} Pixeln.',
  'canvas-not-encoded': 'Der Browser kann ein Bild von {columns} × {rows} Pixeln nicht kodieren.',
  'worker-not-started':
    'Der Worker konnte nicht gestartet werden: {file} fehlt oder ist beschädigt. {detail}',
  'worker-refused': 'Die Seite darf keinen Worker starten: {detail}.',
  'script-not-run':
    'Der Worker konnte nicht gestartet werden: Sein Skript wird nicht ausgeführt. Hat eine Seite den Header Cross-Origin-Embedder-Policy, braucht ihn auch worker.js.',
  'worker-of-other-build':
    'worker.js und dicom-viewer.js gehören nicht zum selben Build. Kopieren Sie alle Dateien von dist/ zusammen, und laden Sie die Seite ohne den Cache des Browsers.',
  'start-stalled': 'Der Start ging {seconds} Sekunden lang nicht weiter.',
  'runtime-unused': 'Sie wurde beendet, weil nichts sie benutzt hat.',
  'runtime-stopped': 'Die Python-Laufzeitumgebung ist nicht mehr aktiv. {why}',
  'worker-failed': 'Der Worker meldet: {detail}.',
  'python-failed': 'Python meldet: {detail}.',
  'message-unreadable': 'Eine Nachricht konnte nicht gelesen werden.',
  'runtime-silent': 'Sie hat {seconds} Sekunden lang nicht geantwortet.',
  'call-unanswered':
    'Die Python-Laufzeitumgebung hat den Aufruf {call} {seconds} Sekunden lang nicht beantwortet.',
  'runtime-file':
    '{url} kann nicht abgerufen werden ({status}). Wenn ein Bundler die Seite erzeugt hat: „npx dicom-viewer-element copy public/“ ausführen und DicomViewer.base darauf setzen, wo die Dateien dann liegen.',
  'file-unfetched': '{file} kann nicht abgerufen werden: {detail}.',
  'frames-lacking': 'Es sind nicht alle Einzelbilder der Datei da.',
  'source-closed': 'Die Quelle wurde geschlossen, bevor sie gelesen war.',
  'metadata-missing': 'Das Bild kam ohne seine Metadaten.',
  'pipeline-raised': 'Die Pipeline {name} ist gescheitert: {detail}.',
  'pipeline-silent':
    'Die Pipeline {name} brachte {seconds} Sekunden lang nichts und wurde beendet.',
  'pipeline-halted': 'Die Pipeline {name} wurde angehalten.',
  'pipeline-stopped': 'Das Python der Pipeline wurde beendet: {detail}.',
  'pipeline-off':
    'Die Pipeline {name} hat ihr Python {count}-mal beendet: Sie ist aus, bis sie geändert wird.',
  'pipeline-origin':
    'Die Pipeline {url} ist nicht vom Ursprung der Seite, die sie mit {setting} erlauben muss.',
  'pipeline-unfetched': 'Die Pipeline {url} kann nicht abgerufen werden: {detail}.',
  'pipeline-exposed':
    'Die Seite kann das Python der Pipeline nicht getrennt ausführen ({detail}), es sei denn, sie erlaubt es mit {setting}.',
  'package-unknown':
    'Die Pipeline braucht das Paket {name}, das diese Seite nicht hat (npx dicom-viewer-element packages {name}).',
  'package-abi': 'Das Paket {file} ist nicht für dieses Python gebaut.',
  'package-hash': 'Das Paket {file} hat eine andere Prüfsumme als erwartet.',
  'package-origin':
    'Das Paket {url} hat einen anderen Ursprung als die Seite; sie muss ihn mit {setting} erlauben.',
  'package-unfetched': 'Das Paket {file} kann nicht geladen werden: {detail}.',
  unexpected: 'Ein unerwarteter Fehler ist aufgetreten: {detail}.',
};

/** What a person can do about an error, by its code. */
export const advice: Language['advice'] = {
  network:
    'Prüfen Sie, ob die Datei vorhanden ist und die Verbindung besteht, und versuchen Sie es erneut.',
  cors: 'Der Server, auf dem die Datei liegt, muss dieser Seite erlauben, sie zu lesen (CORS).',
  'not-dicom': 'Wählen Sie eine DICOM-Datei.',
  truncated: 'Rufen Sie die Datei erneut ab oder kopieren Sie sie erneut: Ein Teil von ihr fehlt.',
  'no-image': 'Wählen Sie eine Datei, die ein Bild enthält.',
  'transfer-syntax':
    'Wandeln Sie die Datei in eine andere Transfersyntax um und versuchen Sie es erneut.',
  decode:
    'Die Datei ist vielleicht beschädigt: Exportieren Sie sie erneut aus dem System, aus dem sie stammt.',
  memory: 'Schließen Sie andere Seiten oder wählen Sie ein kleineres Bild.',
  runtime:
    'Versuchen Sie es erneut. Wenn das nicht hilft, verhindert der Browser oder die Richtlinie der Seite WebAssembly.',
  export: 'Verwenden Sie einen anderen Browser oder speichern Sie etwas anderes.',
  pipeline: 'Das Bild wird unverändert gezeigt.',
  internal: 'Das ist ein Fehler des Viewers: Bitte melden Sie ihn.',
};
