import type { Language } from '../language.js';

/** The French sentences of errors and warnings, by reason. */
export const messages: Language['messages'] = {
  // What is given
  'not-files': 'Ce ne sont pas des fichiers.',
  'no-file': 'Il n’y a aucun fichier.',
  'not-dicom': 'Ce fichier n’est pas un fichier DICOM.',
  'none-dicom': 'Aucun des {count} fichiers n’est un fichier DICOM.',
  'none-shown': 'Aucun des {count} fichiers ne peut être affiché. {why}',
  'files-not-shown': 'Fichiers qui ne peuvent pas être affichés : {left} sur {count}. {why}',
  'file-not-shown': '{name} : {why}',
  'files-not-fetched': 'Fichiers qui ne peuvent pas être récupérés : {left} sur {count}. {why}',
  'files-failed': 'Certains fichiers ne peuvent pas être lus. {why}',
  'more-files': 'Et {count} de plus.',
  'duplicate-files': 'Fichiers déjà présents, d’après leur SOP Instance UID : {count}.',
  'nothing-shown': 'Rien n’est affiché.',

  // Where it comes from
  'http-status': 'Le serveur a répondu {status} pour {url}.',
  'download-stalled': 'Le téléchargement de {url} n’a rien reçu pendant {seconds} secondes.',
  'download-broken': 'Le téléchargement de {url} a été interrompu.',
  'url-unreachable': '{url} est inaccessible.',
  'origin-closed': '{origin} n’autorise pas cette page à lire {url}.',
  'file-unopened': '{name} ne peut pas être lu.',
  'dicomweb-empty': 'Le serveur n’a rien à l’adresse {url}.',
  'dicomweb-type': 'Le serveur a répondu à {url} par {type}, qui n’est pas du DICOM.',
  'dicomweb-not-json': 'Le serveur a répondu à {url} par autre chose que du JSON.',
  'dicomweb-list-cut': 'Le serveur a plus que les {count} éléments qu’il énumère pour {url}.',
  'dicomweb-cut': 'Le serveur a interrompu sa réponse à {url}.',
  'dicomweb-frame-syntax':
    '{url} est arrivé dans la syntaxe de transfert {found}, et la première image dans {first}.',
  'dicomweb-frames-missing': '{left} images sur {count} ne peuvent pas être récupérées. {why}',
  'file-changed': 'Le fichier ne peut plus être lu : a-t-il été déplacé, supprimé ou modifié ?',

  // Archives and DICOMDIRs
  'zip-cut': 'Le fichier zip {name} est incomplet : le répertoire qui le termine manque.',
  'zip-split': 'Le fichier zip {name} est une partie d’un fichier fractionné.',
  'zip-damaged': 'Le fichier zip {name} est endommagé : {detail}.',
  'gzip-damaged': '{name} ne peut pas être décompressé : il est endommagé ou incomplet.',
  'archive-encrypted': 'Ces fichiers d’une archive sont chiffrés : {names}.',
  'archive-damaged': 'Ces fichiers d’une archive sont endommagés : {names}.',
  'archive-nested': '{name} est imbriqué dans trop d’archives pour être ouvert.',
  'too-many-files': 'Il y a plus de {limit} fichiers.',
  'inflated-too-large': 'Avec {name}, les fichiers décompressés dépassent {limit} Mio.',
  'download-too-large': '{url} dépasse {limit} Mio.',
  'file-not-kept': 'Le navigateur n’a pas de place pour conserver {url}.',
  'file-too-large': 'La mémoire ne suffit pas pour un fichier de {size} octets.',
  'dicomdir-files-missing': 'Le DICOMDIR renvoie à des fichiers absents : {names}.',
  'dicomdir-alone': 'Le DICOMDIR est là sans ses fichiers : ouvrez le dossier qui le contient.',
  'records-left-out': 'Les {limit} premiers des {count} enregistrements du répertoire sont lus.',
  'record-without-file':
    'Un enregistrement du répertoire ne désigne aucun fichier de son ensemble de fichiers : {path}.',
  'more-names': '{count} de plus',

  // Marks
  'annotations-dropped': 'Des repères non valides sont omis : {count}.',
  'annotations-not-fetched': 'Les repères ne peuvent pas être obtenus : {detail}.',

  // Exports
  'part-missing': 'Une partie de la visionneuse ne peut pas être récupérée : {detail}.',
  'clip-unsupported': 'Ce navigateur ne peut pas enregistrer de clips au format WebM.',
  'clip-of-one-image':
    'Un clip est fait de plusieurs images successives, et une seule est affichée.',
  'clip-failed': 'Le clip ne peut pas être enregistré : {detail}.',
  'copy-refused': 'Le navigateur n’autorise pas la page à copier une image.',
  'file-identifies': 'Le fichier peut dire de qui est l’image, ce qui est masqué ici.',

  // The file
  'file-cut': 'Le fichier est incomplet : {detail}.',
  'file-unreadable': 'Le fichier ne peut pas être lu : {detail}.',
  'first-element-cut': 'Le fichier se termine avant la fin de son premier élément de données.',
  'sequences-too-deep': 'Les séquences du fichier sont imbriquées trop profondément.',
  'deflate-damaged': 'Le jeu de données ne peut pas être décompressé : {detail}.',
  'deflated-too-large':
    'Le jeu de données est compressé par deflate et dépasse {limit} Mio une fois décompressé.',
  'out-of-memory': 'Le fichier demande plus de mémoire que Python ne peut en avoir ici.',
  'no-image': 'Le fichier ne contient pas d’image ; il est du type {kind}.',
  'no-image-no-class':
    'Le fichier ne contient pas d’image ; c’est un jeu de données sans classe SOP.',
  'no-image-found': 'Le fichier est incomplet, et aucune image n’a été trouvée dans ce qui est là.',
  'transfer-syntax-unsupported': 'La syntaxe de transfert {name} ne peut pas être décodée ici.',
  'lengths-wrong':
    'Des longueurs de séquences ou d’items sont fausses : l’image a été trouvée d’après leur contenu.',
  'functional-groups-unreadable':
    'Des groupes fonctionnels ne peuvent pas être lus et sont ignorés : {detail}.',
  'transfer-syntax-wrong':
    'La syntaxe de transfert annoncée est {stated}, alors que c’est {found}.',
  'compression-unknown':
    'Les données de pixels sont compressées, et le fichier ne dit pas par quelle méthode.',

  // Elements
  'element-unreadable': '{element} ne peut pas être lu et est ignoré : {detail}.',
  'element-too-large': '{element} est ignoré : il a plus de {limit} valeurs ou items.',
  'element-raw':
    '{element} ne peut pas être lu et est affiché tel qu’il est enregistré : {detail}.',
  'element-value': 'La valeur d’un élément n’est pas conforme au standard : {detail}.',
  'metadata-left-out': 'Les métadonnées omettent ce qui dépasse {limit} valeurs et items.',

  // Pixel data and their description
  'frame-cut': 'Le fichier est incomplet : une image occupe {needed} octets, et {found} sont là.',
  'frames-missing': 'Le fichier est incomplet : il contient {found} des {count} images.',
  'frames-not-counted':
    'Number of Frames vaut {count}, et {found} images sont là : toutes sont affichées.',
  'no-whole-frame':
    'Le fichier est incomplet : ses données de pixels ne contiennent aucune image entière.',
  'pixel-data-cut':
    'Le fichier se termine avant la fin de ses données de pixels : ce qui est là est affiché.',
  'pixel-data-too-long':
    'Les données de pixels continuent sur {count} octets après leur dernière image.',
  'pixels-other': 'Les pixels sont faux : {detail}.',
  'fragments-wrong':
    'Les fragments ou les tables de décalages des données de pixels sont faux et ne sont pas suivis.',
  'not-encapsulated': 'Les données de pixels ne sont pas encapsulées, alors que {name} l’exige.',
  'no-pixels': 'L’image ne peut pas être décodée : Rows × Columns vaut {rows} × {columns}.',
  'frame-too-large':
    'Une image de {columns} × {rows} pixels est plus grande que ce qu’un canvas peut contenir.',
  'samples-impossible':
    'L’image ne peut pas être décodée : Samples per Pixel vaut {samples}, ce que {stated} ne permet pas.',
  'bits-allocated-missing': 'L’image ne peut pas être décodée : Bits Allocated manque.',
  'bits-allocated-undefined': 'L’image ne peut pas être décodée : Bits Allocated vaut {bits}.',
  'bits-stored-impossible': 'Bits Stored vaut {stored} sur {allocated} alloués : tous sont pris.',
  'high-bit-impossible':
    'High Bit vaut {stated} avec {stored} bits enregistrés : {taken} est pris à la place.',
  'signed-colour':
    'Des échantillons de couleur signés ne sont pas définis : ils sont lus comme non signés.',
  'photometric-impossible':
    'Les échantillons ne peuvent pas être {stated} dans cette syntaxe de transfert : {taken} est pris à la place.',
  'photometric-unsupported':
    'L’image ne peut pas être décodée : l’interprétation photométrique {stated} n’est pas prise en charge.',
  'photometric-unknown':
    'L’interprétation photométrique est {stated} : {taken} est pris à la place.',
  'photometric-missing': 'L’interprétation photométrique manque : {taken} est pris à la place.',
  'chroma-not-subsampled': 'La chrominance de {stated} est enregistrée en pleine résolution.',
  'palette-missing':
    'L’image a besoin d’une palette de couleurs, et le fichier n’en contient aucune utilisable.',

  // Frames and their streams
  'frame-undecodable': 'L’image {frame} ne peut pas être décodée. {why}',
  'stream-components': 'L’image ne peut pas être décodée : son flux a {components} composantes.',
  'stream-differs':
    'Le flux compressé est affiché tel qu’il est : {element} vaut {stated}, et {found} dans le flux.',
  'stream-adds':
    'Le flux compressé est affiché tel qu’il est : {element} manque et vaut {found} dans le flux.',
  'stream-unsigned':
    'Pixel Representation indique des valeurs signées, le flux compressé non signées : elles sont lues comme signées.',
  'stream-signed':
    'Pixel Representation indique des valeurs non signées, le flux compressé signées : elles sont lues comme non signées.',
  'stream-size': 'Son flux a {rows} lignes, {columns} colonnes et {components} composantes.',
  'stream-bits': 'Son flux a {bits} bits.',
  'decoded-size': 'Son flux a {found} lignes, colonnes et composantes, et non {expected}.',
  'decoder-failed': 'Le décodeur signale : {detail}.',
  'decoder-missing': 'Le décodeur {codec} n’est pas encore là.',
  'decoder-stalled': 'Le décodeur n’a pas répondu pendant {seconds} secondes.',
  'decoder-unfetched': 'Le décodeur {codec} ne peut pas être récupéré : {detail}.',
  'codestream-damaged': 'Le flux de code est endommagé.',
  'jpeg-cut': 'Le balayage JPEG est tronqué.',
  'jpeg-damaged': 'Le flux JPEG est endommagé.',
  'jpeg-scan-empty': 'Le balayage JPEG n’a pas de composantes.',
  'jpeg-scan-component': 'Le balayage JPEG désigne une composante ou une table qui manque.',
  'jpeg-restart-in-row': 'Le balayage JPEG redémarre au milieu d’une ligne.',
  'jpeg-selection-value': 'Le balayage JPEG a la valeur de sélection {value}.',
  'jpeg-12bit-process':
    'Le JPEG 12 bits d’un autre procédé que le séquentiel étendu n’est pas pris en charge.',
  'jpeg-12bit-subsampled':
    'Le JPEG 12 bits à composantes sous-échantillonnées n’est pas pris en charge.',
  'jpeg-lossless-process': 'Le JPEG n’est pas du procédé sans perte à codes de Huffman.',
  'jpeg-lossless-subsampled':
    'Le JPEG sans perte à composantes sous-échantillonnées n’est pas pris en charge.',
  'jpeg2000-part-2': 'Le flux de code utilise des extensions de JPEG 2000 partie 2.',
  'rle-header': 'L’en-tête RLE fait moins de 64 octets.',
  'rle-segment-count': 'L’en-tête RLE indique un nombre de segments non valide : {count}.',
  'rle-segments': 'L’image a {found} segments RLE au lieu de {expected}.',
  'rle-segment-cut': 'Un segment RLE contient {found} octets au lieu de {expected}.',

  // Colour profiles and lookup tables
  'profile-ignored': 'Le profil de couleur de l’image est ignoré. {why}',
  'profile-unreadable': 'Les profils de couleur ne peuvent pas être lus ici.',
  'profile-damaged': 'Le profil est endommagé.',
  'profile-not-rgb': 'Le profil n’est pas un profil RVB, ou il est incomplet.',
  'profile-too-large': 'La mémoire ne suffit pas pour le profil.',
  'lut-ignored': 'Une table de correspondance (LUT) est ignorée. {why}',
  'lut-incomplete': 'La table est incomplète.',
  'lut-bits': 'Une entrée de {bits} bits n’est pas définie.',
  'lut-empty': 'La table n’a pas d’entrées.',
  'lut-first-segment': 'Le premier segment est une droite, qui n’a pas de départ.',
  'lut-indirect-segment': 'Un segment indirect renvoie à un autre segment indirect.',
  'lut-segment-missing': 'Un segment indirect renvoie à un segment absent.',
  'lut-segment-type': 'Il n’existe pas de segment de type {type}.',
  'lut-segment-cut': 'Le dernier segment est incomplet.',

  // What is asked to be seen
  'voi-unknown': 'Le fichier n’a pas de VOI {voi}.',
  'preset-unknown': 'Il n’y a pas de fenêtre {preset} pour cette image.',
  'colormap-unknown': 'Il n’existe pas de palette de couleurs {colormap}.',
  'projection-unknown': 'Il n’existe pas de projection {projection}.',
  'crosshair-center': 'Le centre de la croix n’est pas un point.',
  'crosshair-axes': 'Les axes de la croix ne sont pas trois directions.',
  'crosshair-angles': 'Les axes de la croix ne sont pas à angle droit.',

  // Overlays and shutters
  'overlay-empty': 'La superposition du groupe {group} n’a pas de données et n’est pas affichée.',
  'overlay-size':
    'La superposition du groupe {group} fait {rows} × {columns} points et n’est pas affichée.',
  'overlay-cut':
    'La superposition du groupe {group} est incomplète : elle occupe {needed} octets, et {found} sont là.',
  'shutter-overlay-missing':
    'Le cache d’affichage (Display Shutter) est la superposition du groupe {group}, qui est absente.',
  'shutter-unknown':
    'La forme {shape} du cache d’affichage (Display Shutter) n’est pas connue et ne masque rien.',
  'shutter-ignored':
    'La forme {shape} du cache d’affichage (Display Shutter) n’est pas indiquée comme il le faut et ne masque rien.',

  // Layers
  'layer-failed': 'Le calque {layer} ne peut pas être affiché. {why}',
  'layer-elsewhere': 'Le calque {layer} n’est pas affiché : son repère n’est pas celui de l’image.',
  'layer-without-suv': 'Les valeurs d’une image TEP ne sont pas des SUVbw. {why}',
  'element-missing': '{element} manque.',
  'element-unfit': '{element} est {value}.',

  // Positions, planes and volumes
  'orientation-ignored':
    'Image Orientation (Patient) est ignoré : ses directions ne sont pas des vecteurs unitaires à angle droit.',
  'frame-offsets-ignored':
    'Grid Frame Offset Vector est ignoré : il ne commence ni par 0 ni par z.',
  'slices-irregular':
    'Les coupes {first} et {second} sont distantes de {distance} mm au lieu de {usual} mm.',
  'slices-missing':
    'Les coupes {first} et {second} sont distantes de {distance} mm au lieu de {usual} mm. Coupes qui manquent entre elles : {missing}.',
  'slices-irregular-more': 'Autres endroits où la distance entre les coupes diffère : {count}.',
  'no-planes': 'La série n’a pas de plans. {why}',
  'stack-in-colour':
    'Les plans sont calculés à partir de niveaux de gris, et ces images sont en couleur.',
  'stack-without-position': 'Les images ne disent pas où elles se situent dans le patient.',
  'stack-of-one-slice': 'Il n’y a qu’une seule coupe de ce genre.',
  'stack-of-sizes': 'Les images sont de tailles différentes : {sizes}.',
  'stack-at-one-position': 'Les {count} images se trouvent à la même position.',
  'stack-not-parallel': 'Les images ne sont pas parallèles.',
  'volume-too-large':
    '{slices} coupes de {columns} × {rows} pixels occupent {needed} Mio, {limit} sont libres.',
  'planes-too-large': 'Les plans du volume seraient trop grands : {columns} × {rows} pixels.',
  'planes-too-many': 'Les plans du volume seraient trop grands : {extent} mm par pas de {step} mm.',

  // The browser and the runtime
  'canvas-too-large':
    'Le navigateur n’a pas assez de mémoire pour un canvas de {columns} × {rows} pixels.',
  'canvas-not-encoded': 'Le navigateur ne peut pas encoder une image de {columns} × {rows} pixels.',
  'worker-not-started':
    'Le worker n’a pas pu être démarré : {file} manque ou est endommagé. {detail}',
  'worker-refused': 'La page n’a pas le droit de démarrer un worker : {detail}.',
  'script-not-run':
    'Le worker n’a pas pu être démarré : son script ne s’exécute pas. Si une page a l’en-tête Cross-Origin-Embedder-Policy, worker.js en a besoin aussi.',
  'worker-of-other-build':
    'worker.js et dicom-viewer.js ne sont pas de la même compilation. Copiez ensemble tous les fichiers de dist/ et chargez la page sans le cache du navigateur.',
  'start-stalled': 'Le démarrage n’a pas avancé pendant {seconds} secondes.',
  'runtime-unused': 'Il a été arrêté, car rien ne l’utilisait.',
  'runtime-stopped': 'L’environnement d’exécution Python s’est arrêté. {why}',
  'worker-failed': 'Le worker signale : {detail}.',
  'python-failed': 'Python signale : {detail}.',
  'message-unreadable': 'Un message n’a pas pu être lu.',
  'runtime-silent': 'Il n’a pas répondu pendant {seconds} secondes.',
  'call-unanswered':
    'L’environnement d’exécution Python n’a pas répondu à l’appel {call} pendant {seconds} secondes.',
  'runtime-file':
    '{url} ne peut pas être récupéré ({status}). Si un bundler a créé la page, exécutez « npx dicom-viewer-element copy public/ » et donnez à DicomViewer.base l’emplacement où se trouvent alors les fichiers.',
  'file-unfetched': '{file} ne peut pas être récupéré : {detail}.',
  'frames-lacking': 'Toutes les images du fichier ne sont pas encore arrivées.',
  'source-closed': 'La source a été fermée avant d’être lue.',
  'metadata-missing': 'L’image est arrivée sans ses métadonnées.',
  'pipeline-raised': 'Le traitement {name} a échoué : {detail}.',
  'pipeline-silent':
    'Le traitement {name} n’a rien donné pendant {seconds} secondes et a été arrêté.',
  'pipeline-halted': 'Le traitement {name} a été arrêté.',
  'pipeline-stopped': 'Le Python du traitement s’est arrêté : {detail}.',
  'pipeline-off':
    'Le traitement {name} a arrêté son Python {count} fois de suite : il est désactivé jusqu’à sa modification.',
  'pipeline-origin':
    'Le traitement {url} est d’une autre origine que la page, qui doit l’autoriser par {setting}.',
  'pipeline-unfetched': 'Le traitement {url} ne peut pas être récupéré : {detail}.',
  'pipeline-exposed':
    'Cette page ne peut pas exécuter le Python du traitement à l’écart d’elle-même ({detail}) et doit l’autoriser par {setting}.',
  'package-unknown':
    'Le traitement a besoin du paquet {name}, que cette page n’a pas (npx dicom-viewer-element packages {name}).',
  'package-abi': 'Le paquet {file} n’est pas fait pour ce Python.',
  'package-hash': 'L’empreinte du paquet {file} n’est pas celle attendue.',
  'package-origin':
    'Le paquet {url} est d’une autre origine que la page, qui doit l’autoriser par {setting}.',
  'package-unfetched': 'Impossible d’obtenir le paquet {file} : {detail}.',
  unexpected: 'Une erreur inattendue s’est produite : {detail}.',
};

/** What a person can do about an error, by its code. */
export const advice: Language['advice'] = {
  network: 'Vérifiez que le fichier est là et que la connexion fonctionne, puis réessayez.',
  cors: 'Le serveur qui détient le fichier doit autoriser cette page à le lire (CORS).',
  'not-dicom': 'Choisissez un fichier DICOM.',
  truncated: 'Récupérez ou copiez le fichier de nouveau : une partie manque.',
  'no-image': 'Choisissez un fichier qui contient une image.',
  'transfer-syntax': 'Convertissez le fichier dans une autre syntaxe de transfert, puis réessayez.',
  decode: 'Le fichier est peut-être endommagé : exportez-le de nouveau depuis son origine.',
  memory: 'Fermez d’autres pages ou choisissez une image plus petite.',
  runtime:
    'Réessayez. Si cela ne change rien, le navigateur ou la politique de la page empêche WebAssembly.',
  export: 'Utilisez un autre navigateur ou enregistrez autre chose.',
  pipeline: 'L’image est affichée telle quelle.',
  internal: 'C’est un défaut de la visionneuse : merci de le signaler.',
};
