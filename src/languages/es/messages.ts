import type { Language } from '../language.js';

/** The Spanish sentences of errors and warnings, by reason. */
export const messages: Language['messages'] = {
  // What is given
  'not-files': 'Esto no son archivos.',
  'no-file': 'No hay ningún archivo.',
  'not-dicom': 'Este archivo no es DICOM.',
  'none-dicom': 'Ninguno de los {count} archivos es DICOM.',
  'none-shown': 'No se puede mostrar ninguno de los {count} archivos. {why}',
  'files-not-shown': 'Archivos que no se pueden mostrar: {left} de {count}. {why}',
  'file-not-shown': '{name}: {why}',
  'files-not-fetched': 'Archivos que no se pueden obtener: {left} de {count}. {why}',
  'files-failed': 'Algunos archivos no se pueden leer. {why}',
  'more-files': 'Y {count} más.',
  'duplicate-files': 'Archivos que ya están, según su SOP Instance UID: {count}.',
  'nothing-shown': 'No se muestra nada.',

  // Where it comes from
  'http-status': 'El servidor respondió {status} para {url}.',
  'download-stalled': 'La descarga de {url} no recibió nada durante {seconds} segundos.',
  'download-broken': 'La descarga de {url} se interrumpió.',
  'url-unreachable': 'No se puede acceder a {url}.',
  'origin-closed': '{origin} no permite que esta página lea {url}.',
  'file-unopened': 'No se puede leer {name}.',
  'dicomweb-empty': 'El servidor no tiene nada en {url}.',
  'dicomweb-type': 'El servidor respondió a {url} con {type}, que no es DICOM.',
  'dicomweb-not-json': 'El servidor respondió a {url} con algo que no es JSON.',
  'dicomweb-list-cut': 'El servidor tiene más que los {count} elementos que enumera para {url}.',
  'dicomweb-cut': 'El servidor interrumpió su respuesta a {url}.',
  'dicomweb-frame-syntax':
    '{url} llegó en la sintaxis de transferencia {found}, y el primer fotograma en {first}.',
  'dicomweb-frames-missing': 'No se pueden obtener {left} de {count} fotogramas. {why}',
  'file-changed': 'El archivo ya no se puede leer: ¿se ha movido, borrado o modificado?',

  // Archives and DICOMDIRs
  'zip-cut': 'El archivo zip {name} está incompleto: falta el directorio de su final.',
  'zip-split': 'El archivo zip {name} es una parte de uno dividido.',
  'zip-damaged': 'El archivo zip {name} está dañado: {detail}.',
  'gzip-damaged': 'No se puede descomprimir {name}: está dañado o incompleto.',
  'archive-encrypted': 'Estos archivos comprimidos están cifrados: {names}.',
  'archive-damaged': 'Estos archivos comprimidos están dañados: {names}.',
  'archive-nested':
    '{name} no se puede abrir: está dentro de demasiados archivos comprimidos sucesivos.',
  'too-many-files': 'Hay más de {limit} archivos.',
  'inflated-too-large': 'Con {name}, los archivos descomprimidos superan {limit} MiB.',
  'download-too-large': '{url} supera {limit} MiB.',
  'file-not-kept': 'El navegador no tiene espacio para guardar {url}.',
  'file-too-large': 'No hay memoria para un archivo de {size} bytes.',
  'dicomdir-files-missing': 'El DICOMDIR remite a archivos que no están: {names}.',
  'dicomdir-alone': 'El DICOMDIR está sin sus archivos: abra la carpeta que lo contiene.',
  'records-left-out': 'Se leen los primeros {limit} de {count} registros del directorio.',
  'record-without-file':
    'Un registro del directorio no nombra ningún archivo de su conjunto de archivos: {path}.',
  'more-names': '{count} más',

  // Marks
  'annotations-dropped': 'Se omiten marcas no válidas: {count}.',
  'annotations-not-fetched': 'No se pueden obtener las marcas: {detail}.',

  // Exports
  'part-missing': 'No se puede obtener una parte del visor: {detail}.',
  'clip-unsupported': 'Este navegador no puede grabar clips en WebM.',
  'clip-of-one-image':
    'Un clip consta de varios fotogramas sucesivos, y se muestra una sola imagen.',
  'clip-failed': 'No se puede grabar el clip: {detail}.',
  'copy-refused': 'El navegador no permite que la página copie una imagen.',
  'file-identifies': 'El archivo puede decir de quién es la imagen, lo que aquí se oculta.',

  // The file
  'file-cut': 'El archivo está incompleto: {detail}.',
  'file-unreadable': 'No se puede leer el archivo: {detail}.',
  'first-element-cut': 'El archivo termina antes del final de su primer elemento de datos.',
  'sequences-too-deep': 'Las secuencias del archivo están anidadas a demasiada profundidad.',
  'deflate-damaged': 'No se puede descomprimir el conjunto de datos: {detail}.',
  'deflated-too-large':
    'El conjunto de datos está comprimido con deflate y, descomprimido, supera {limit} MiB.',
  'out-of-memory': 'El archivo necesita más memoria de la que Python puede tener aquí.',
  'no-image': 'No hay ninguna imagen en el archivo, que es de tipo {kind}.',
  'no-image-no-class':
    'No hay ninguna imagen en el archivo, que es un conjunto de datos sin clase SOP.',
  'no-image-found': 'El archivo está incompleto, y no se encontró ninguna imagen en lo que hay.',
  'transfer-syntax-unsupported':
    'La sintaxis de transferencia {name} no se puede decodificar aquí.',
  'lengths-wrong':
    'Las longitudes de secuencias o ítems son erróneas: la imagen se encontró por su contenido.',
  'functional-groups-unreadable':
    'Hay grupos funcionales que no se pueden leer y se ignoran: {detail}.',
  'transfer-syntax-wrong':
    'La sintaxis de transferencia declarada es {stated}, pero en realidad es {found}.',
  'compression-unknown':
    'Los datos de píxeles están comprimidos, y el archivo no dice con qué método.',

  // Elements
  'element-unreadable': '{element} no se puede leer y se ignora: {detail}.',
  'element-too-large': '{element} se ignora: tiene más de {limit} valores o ítems.',
  'element-raw': '{element} no se puede leer y se muestra tal como está guardado: {detail}.',
  'element-value': 'El valor de un elemento no cumple el estándar: {detail}.',
  'metadata-left-out': 'En los metadatos falta lo que pasa de {limit} valores e ítems.',

  // Pixel data and their description
  'frame-cut': 'El archivo está incompleto: un fotograma necesita {needed} bytes, y hay {found}.',
  'frames-missing': 'El archivo está incompleto: contiene {found} de {count} fotogramas.',
  'frames-not-counted': 'Number of Frames es {count}, y hay {found} fotogramas: se muestran todos.',
  'no-whole-frame':
    'El archivo está incompleto: no hay ningún fotograma entero en sus datos de píxeles.',
  'pixel-data-cut':
    'El archivo termina antes del final de sus datos de píxeles: se muestra lo que hay.',
  'pixel-data-too-long':
    'Los datos de píxeles siguen durante {count} bytes después del último fotograma.',
  'pixels-other': 'Los píxeles son erróneos: {detail}.',
  'fragments-wrong':
    'Los fragmentos o las tablas de desplazamientos de los datos de píxeles son erróneos y no se siguen.',
  'not-encapsulated': 'Los datos de píxeles no están encapsulados, aunque {name} lo exige.',
  'no-pixels': 'No se puede decodificar la imagen: Rows × Columns es {rows} × {columns}.',
  'frame-too-large':
    'Un fotograma de {columns} × {rows} píxeles es más grande de lo que admite un canvas.',
  'samples-impossible':
    'No se puede decodificar la imagen: Samples per Pixel es {samples}, que no existe en {stated}.',
  'bits-allocated-missing': 'No se puede decodificar la imagen: falta Bits Allocated.',
  'bits-allocated-undefined': 'No se puede decodificar la imagen: Bits Allocated es {bits}.',
  'bits-stored-impossible': 'Bits Stored es {stored} de {allocated} asignados: se toman todos.',
  'high-bit-impossible': 'High Bit es {stated} con {stored} bits guardados: se toma {taken}.',
  'signed-colour':
    'Las muestras de color con signo no están definidas: se toman como muestras sin signo.',
  'photometric-impossible':
    'Las muestras no pueden ser {stated} en esta sintaxis de transferencia: se toman como {taken}.',
  'photometric-unsupported':
    'No se puede decodificar la imagen: la interpretación fotométrica {stated} no se admite.',
  'photometric-unknown': 'La interpretación fotométrica es {stated}: se toma {taken}.',
  'photometric-missing': 'Falta la interpretación fotométrica: se toma {taken}.',
  'chroma-not-subsampled': 'La crominancia de {stated} está guardada a resolución completa.',
  'palette-missing':
    'La imagen necesita una paleta de colores, y el archivo no contiene ninguna utilizable.',

  // Frames and their streams
  'frame-undecodable': 'El fotograma {frame} no se puede decodificar. {why}',
  'stream-components':
    'No se puede decodificar la imagen: su flujo tiene {components} componentes.',
  'stream-differs':
    'El flujo comprimido se muestra tal como es: {element} es {stated}, y {found} en el flujo.',
  'stream-adds':
    'El flujo comprimido se muestra tal como es: falta {element}, que es {found} en el flujo.',
  'stream-unsigned':
    'Pixel Representation indica valores con signo, y el flujo comprimido sin signo: se toman con signo.',
  'stream-signed':
    'Pixel Representation indica valores sin signo, y el flujo comprimido con signo: se toman sin signo.',
  'stream-size': 'Su flujo tiene {rows} filas, {columns} columnas y {components} componentes.',
  'stream-bits': 'Su flujo tiene {bits} bits.',
  'decoded-size': 'Su flujo tiene {found} filas, columnas y componentes, y no {expected}.',
  'decoder-failed': 'El decodificador informa: {detail}.',
  'decoder-missing': 'El decodificador {codec} aún no está.',
  'decoder-stalled': 'El decodificador no respondió durante {seconds} segundos.',
  'decoder-unfetched': 'No se puede obtener el decodificador {codec}: {detail}.',
  'codestream-damaged': 'El flujo de código está dañado.',
  'jpeg-cut': 'El barrido JPEG termina antes de tiempo.',
  'jpeg-damaged': 'El flujo JPEG está dañado.',
  'jpeg-scan-empty': 'El barrido JPEG no tiene componentes.',
  'jpeg-scan-component': 'El barrido JPEG nombra un componente o una tabla que falta.',
  'jpeg-restart-in-row': 'El barrido JPEG se reinicia dentro de una fila.',
  'jpeg-selection-value': 'El barrido JPEG tiene el valor de selección {value}.',
  'jpeg-12bit-process':
    'No se admite JPEG de 12 bits con un proceso distinto del secuencial extendido.',
  'jpeg-12bit-subsampled': 'No se admite JPEG de 12 bits con componentes submuestreados.',
  'jpeg-lossless-process': 'El JPEG no es del proceso sin pérdida con códigos de Huffman.',
  'jpeg-lossless-subsampled': 'No se admite JPEG sin pérdida con componentes submuestreados.',
  'jpeg2000-part-2': 'El flujo de código usa extensiones de JPEG 2000 Parte 2.',
  'rle-header': 'La cabecera RLE tiene menos de 64 bytes.',
  'rle-segment-count': 'La cabecera RLE indica un número de segmentos no válido: {count}.',
  'rle-segments': 'El fotograma tiene {found} segmentos RLE en lugar de {expected}.',
  'rle-segment-cut': 'Un segmento RLE contiene {found} bytes en lugar de {expected}.',

  // Colour profiles and lookup tables
  'profile-ignored': 'El perfil de color de la imagen se ignora. {why}',
  'profile-unreadable': 'Aquí no se pueden leer perfiles de color.',
  'profile-damaged': 'El perfil está dañado.',
  'profile-not-rgb': 'El perfil no es RGB, o está incompleto.',
  'profile-too-large': 'No hay memoria para el perfil.',
  'lut-ignored': 'Una tabla de consulta (LUT) se ignora. {why}',
  'lut-incomplete': 'La tabla está incompleta.',
  'lut-bits': 'Una entrada de {bits} bits no está definida.',
  'lut-empty': 'La tabla no tiene entradas.',
  'lut-first-segment': 'El primer segmento es una línea, que no tiene comienzo.',
  'lut-indirect-segment': 'Un segmento indirecto remite a otro indirecto.',
  'lut-segment-missing': 'Un segmento indirecto remite a un segmento que no está.',
  'lut-segment-type': 'No existe un segmento de tipo {type}.',
  'lut-segment-cut': 'El último segmento está incompleto.',

  // What is asked to be seen
  'voi-unknown': 'El archivo no tiene el VOI {voi}.',
  'preset-unknown': 'No hay ninguna ventana {preset} para esta imagen.',
  'colormap-unknown': 'No existe el mapa de colores {colormap}.',
  'projection-unknown': 'No existe la proyección {projection}.',
  'crosshair-center': 'El centro de la cruz no es un punto.',
  'crosshair-axes': 'Los ejes de la cruz no son tres direcciones.',
  'crosshair-angles': 'Los ejes de la cruz no forman ángulos rectos.',

  // Overlays and shutters
  'overlay-empty': 'La superposición del grupo {group} no tiene datos y no se muestra.',
  'overlay-size':
    'La superposición del grupo {group} es de {rows} × {columns} puntos y no se muestra.',
  'overlay-cut':
    'La superposición del grupo {group} está incompleta: necesita {needed} bytes, y hay {found}.',
  'shutter-overlay-missing':
    'La máscara de presentación (Display Shutter) es la superposición del grupo {group}, que no está.',
  'shutter-unknown':
    'La forma {shape} de la máscara de presentación (Display Shutter) no se conoce y no oculta nada.',
  'shutter-ignored':
    'La forma {shape} de la máscara de presentación (Display Shutter) no está indicada como se debe y no oculta nada.',

  // Layers
  'layer-failed': 'La capa {layer} no se puede mostrar. {why}',
  'layer-elsewhere': 'La capa {layer} no se muestra: su marco de referencia no es el de la imagen.',
  'layer-without-suv': 'Los valores de una imagen PET no son SUVbw. {why}',
  'element-missing': 'Falta {element}.',
  'element-unfit': '{element} es {value}.',

  // Positions, planes and volumes
  'orientation-ignored':
    'Image Orientation (Patient) se ignora: sus direcciones no son vectores unitarios en ángulo recto.',
  'frame-offsets-ignored': 'Grid Frame Offset Vector se ignora: no comienza ni con 0 ni con z.',
  'slices-irregular':
    'Los cortes {first} y {second} están separados {distance} mm en lugar de {usual} mm.',
  'slices-missing':
    'Los cortes {first} y {second} están separados {distance} mm en lugar de {usual} mm. Cortes que faltan entre ellos: {missing}.',
  'slices-irregular-more': 'Más lugares en los que la distancia entre cortes difiere: {count}.',
  'no-planes': 'La serie no tiene planos. {why}',
  'stack-in-colour': 'Los planos se forman con valores de gris, y estos fotogramas son en color.',
  'stack-without-position': 'Los fotogramas no indican dónde están en el paciente.',
  'stack-of-one-slice': 'Solo hay un corte de este tipo.',
  'stack-of-sizes': 'Los fotogramas tienen tamaños distintos: {sizes}.',
  'stack-at-one-position': 'Los {count} fotogramas están en la misma posición.',
  'stack-not-parallel': 'Los fotogramas no son paralelos.',
  'volume-too-large':
    '{slices} cortes de {columns} × {rows} píxeles necesitan {needed} MiB, y hay lugar para {limit}.',
  'planes-too-large':
    'Los planos del volumen serían demasiado grandes: {columns} × {rows} píxeles.',
  'planes-too-many':
    'Los planos del volumen serían demasiado grandes: {extent} mm en pasos de {step} mm.',

  // The browser and the runtime
  'canvas-too-large': 'El navegador no tiene memoria para un canvas de {columns} × {rows} píxeles.',
  'canvas-not-encoded': 'El navegador no puede codificar una imagen de {columns} × {rows} píxeles.',
  'worker-not-started': 'No se pudo iniciar el worker: {file} falta o está dañado. {detail}',
  'worker-refused': 'La página no tiene permiso para iniciar un worker: {detail}.',
  'script-not-run':
    'No se pudo iniciar el worker: su script no se ejecuta. Si una página tiene la cabecera Cross-Origin-Embedder-Policy, worker.js también la necesita.',
  'worker-of-other-build':
    'worker.js y dicom-viewer.js son de compilaciones distintas. Copie juntos todos los archivos de dist/ y cargue la página sin la caché del navegador.',
  'start-stalled': 'El inicio no avanzó durante {seconds} segundos.',
  'runtime-unused': 'Se cerró porque nada lo usaba.',
  'runtime-stopped': 'El entorno de ejecución de Python se ha detenido. {why}',
  'worker-failed': 'El worker informa: {detail}.',
  'python-failed': 'Python informa: {detail}.',
  'message-unreadable': 'No se pudo leer un mensaje.',
  'runtime-silent': 'No respondió durante {seconds} segundos.',
  'call-unanswered':
    'El entorno de ejecución de Python no respondió a la llamada {call} durante {seconds} segundos.',
  'runtime-file':
    'No se puede obtener {url} ({status}). Si un bundler creó la página, ejecute «npx dicom-viewer-element copy public/» y asigne a DicomViewer.base el lugar donde están entonces los archivos.',
  'file-unfetched': 'No se puede obtener {file}: {detail}.',
  'frames-lacking': 'No han llegado todos los fotogramas del archivo.',
  'source-closed': 'La fuente se cerró antes de que se leyera.',
  'metadata-missing': 'La imagen llegó sin sus metadatos.',
  'pipeline-raised': 'El proceso {name} ha fallado: {detail}.',
  'pipeline-silent': 'El proceso {name} no dio nada durante {seconds} segundos y se terminó.',
  'pipeline-halted': 'El proceso {name} se detuvo.',
  'pipeline-stopped': 'El Python del proceso se ha detenido: {detail}.',
  'pipeline-off':
    'El proceso {name} ha terminado su Python {count} veces seguidas: queda apagado hasta que se modifique.',
  'pipeline-origin':
    'El proceso {url} es de un origen distinto al de la página, que debe permitirlo con {setting}.',
  'pipeline-unfetched': 'No se puede obtener el proceso {url}: {detail}.',
  'pipeline-exposed':
    'Esta página no puede ejecutar el Python del proceso separado de ella ({detail}) y debe permitirlo con {setting}.',
  'package-unknown':
    'El proceso necesita el paquete {name}, que esta página no tiene (npx dicom-viewer-element packages {name}).',
  'package-abi': 'El paquete {file} no está hecho para este Python.',
  'package-hash': 'La huella del paquete {file} no es la esperada.',
  'package-origin':
    'El paquete {url} es de otro origen que la página, que debe permitirlo con {setting}.',
  'package-unfetched': 'No se puede obtener el paquete {file}: {detail}.',
  unexpected: 'Ocurrió un error inesperado: {detail}.',
};

/** What a person can do about an error, by its code. */
export const advice: Language['advice'] = {
  network: 'Compruebe que el archivo está ahí y que la conexión funciona, e inténtelo de nuevo.',
  cors: 'El servidor que tiene el archivo debe permitir que esta página lo lea (CORS).',
  'not-dicom': 'Elija un archivo DICOM.',
  truncated: 'Obtenga o copie el archivo de nuevo: le falta una parte.',
  'no-image': 'Elija un archivo que contenga una imagen.',
  'transfer-syntax': 'Convierta el archivo a otra sintaxis de transferencia e inténtelo de nuevo.',
  decode: 'Puede que el archivo esté dañado: expórtelo de nuevo desde su origen.',
  memory: 'Cierre otras páginas o elija una imagen más pequeña.',
  runtime:
    'Inténtelo de nuevo. Si no sirve, el navegador o la política de la página impide WebAssembly.',
  export: 'Use otro navegador o guarde otra cosa.',
  pipeline: 'La imagen se muestra tal como es.',
  internal: 'Es un fallo del visor: le rogamos que lo notifique.',
};
