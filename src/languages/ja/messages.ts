import type { Language } from '../language.js';

/** The Japanese sentences of errors and warnings, by reason. */
export const messages: Language['messages'] = {
  // What is given
  'not-files': 'ファイルではありません。',
  'no-file': 'ファイルがありません。',
  'not-dicom': 'DICOMファイルではありません。',
  'none-dicom': '{count} 個のファイルの中にDICOMファイルはありません。',
  'none-shown': '{count} 個のファイルはいずれも表示できません。{why}',
  'files-not-shown': '{count} 個のファイルのうち {left} 個を表示できません。{why}',
  'file-not-shown': '{name}：{why}',
  'files-not-fetched': '{count} 個のファイルのうち {left} 個を取得できません。{why}',
  'files-failed': '一部のファイルを読み取れません。{why}',
  'more-files': 'ほかに {count} 個あります。',
  'duplicate-files': 'SOP Instance UIDによると既にあるファイル：{count} 個。',
  'nothing-shown': '何も表示されていません。',

  // Where it comes from
  'http-status': '{url} に対してサーバーが {status} を返しました。',
  'download-stalled': '{url} のダウンロードで {seconds} 秒間データが届きませんでした。',
  'download-broken': '{url} のダウンロードが中断されました。',
  'url-unreachable': '{url} に接続できません。',
  'origin-closed': '{origin} はこのページに {url} の読み取りを許可していません。',
  'file-unopened': '{name} を読み取れません。',
  'dicomweb-empty': 'サーバーの {url} には何もありません。',
  'dicomweb-type': 'サーバーは {url} に対して DICOM ではない {type} を返しました。',
  'dicomweb-not-json': 'サーバーは {url} に対して JSON ではないものを返しました。',
  'dicomweb-list-cut':
    'サーバーには {url} について列挙された {count} 件より多くのデータがあります。',
  'dicomweb-cut': 'サーバーは {url} への応答を途中で打ち切りました。',
  'dicomweb-frame-syntax': '{url} の転送構文は {found} で、最初のフレームは {first} です。',
  'dicomweb-frames-missing': '{count} フレーム中 {left} フレームを取得できません。{why}',
  'file-changed':
    'ファイルを読み取れなくなりました。移動、削除、または変更されていないか確認してください。',

  // Archives and DICOMDIRs
  'zip-cut': 'zipファイル {name} は不完全です。末尾のディレクトリがありません。',
  'zip-split': 'zipファイル {name} は分割されたファイルの一部です。',
  'zip-damaged': 'zipファイル {name} は破損しています：{detail}。',
  'gzip-damaged': '{name} を展開できません。破損しているか不完全です。',
  'archive-encrypted': 'アーカイブ内の次のファイルは暗号化されています：{names}。',
  'archive-damaged': 'アーカイブ内の次のファイルは破損しています：{names}。',
  'archive-nested': '{name} はアーカイブの入れ子が深すぎて開けません。',
  'too-many-files': 'ファイルが {limit} 個を超えています。',
  'inflated-too-large': '{name} を含めると、展開後のファイルが {limit} MiBを超えます。',
  'download-too-large': '{url} は {limit} MiBを超えています。',
  'file-not-kept': 'ブラウザに {url} を保存する場所がありません。',
  'file-too-large': '{size} バイトのファイルのためのメモリがありません。',
  'dicomdir-files-missing': 'DICOMDIRが参照する次のファイルがありません：{names}。',
  'dicomdir-alone':
    'DICOMDIRだけがあり、そのファイルがありません。DICOMDIRのあるフォルダを開いてください。',
  'records-left-out': '{count} 個のディレクトリレコードのうち、最初の {limit} 個を読み取ります。',
  'record-without-file':
    'ディレクトリレコードが、ファイルセットのファイルを指していません：{path}。',
  'more-names': 'ほか {count} 個',

  // Marks
  'annotations-dropped': '無効なマークは除外されました：{count}。',
  'annotations-not-fetched': 'マークを取得できません：{detail}。',

  // Exports
  'part-missing': 'ビューアーの一部を取得できません: {detail}。',
  'clip-unsupported': 'このブラウザーではクリップを WebM として記録できません。',
  'clip-of-one-image':
    'クリップは連続する複数のフレームから成りますが、表示されているのは 1 枚の画像です。',
  'clip-failed': 'クリップを記録できません: {detail}。',
  'copy-refused': 'ブラウザーがこのページに画像のコピーを許可していません。',
  'file-identifies':
    'ファイルには誰の画像かが含まれている可能性があり、ここでは非表示になっています。',

  // The file
  'file-cut': 'ファイルが不完全です：{detail}。',
  'file-unreadable': 'ファイルを読み取れません：{detail}。',
  'first-element-cut': 'ファイルが最初のデータ要素の途中で終わっています。',
  'sequences-too-deep': 'ファイルのシーケンスの入れ子が深すぎます。',
  'deflate-damaged': 'データセットを展開できません：{detail}。',
  'deflated-too-large': 'データセットはdeflateで圧縮されており、展開すると {limit} MiBを超えます。',
  'out-of-memory': 'このファイルには、ここでPythonが使える以上のメモリが必要です。',
  'no-image': 'ファイルに画像がありません。このファイルは {kind} です。',
  'no-image-no-class':
    'ファイルに画像がありません。このファイルはSOPクラスのないデータセットです。',
  'no-image-found': 'ファイルが不完全で、残っている部分に画像が見つかりませんでした。',
  'transfer-syntax-unsupported': '転送構文 {name} はここでは復号できません。',
  'lengths-wrong': 'シーケンスまたは項目の長さが正しくありません。画像は内容から見つけられました。',
  'functional-groups-unreadable': '機能グループを読み取れないため、無視します：{detail}。',
  'transfer-syntax-wrong': '転送構文は {stated} と書かれていますが、実際は {found} です。',
  'compression-unknown': '画素データは圧縮されていますが、その方式がファイルに書かれていません。',

  // Elements
  'element-unreadable': '{element} を読み取れないため、無視します：{detail}。',
  'element-too-large': '値または項目が {limit} 個を超えるため、{element} を無視します。',
  'element-raw': '{element} を読み取れないため、保存されたまま表示します：{detail}。',
  'element-value': '要素の値が規格に反しています：{detail}。',
  'metadata-left-out': 'メタデータのうち、{limit} 個を超える値と項目は省かれています。',

  // Pixel data and their description
  'frame-cut':
    'ファイルが不完全です。1フレームに {needed} バイト必要ですが、{found} バイトしかありません。',
  'frames-missing':
    'ファイルが不完全です。{count} フレームのうち {found} フレームが含まれています。',
  'frames-not-counted':
    'Number of Framesは {count} ですが、{found} フレームあります。すべて表示します。',
  'no-whole-frame': 'ファイルが不完全です。画素データに完全なフレームがありません。',
  'pixel-data-cut': 'ファイルが画素データの途中で終わっています。残っている部分を表示します。',
  'pixel-data-too-long': '画素データが、最後のフレームの後に {count} バイト続いています。',
  'pixels-other': '画素が正しくありません：{detail}。',
  'fragments-wrong':
    '画素データのフラグメントまたはオフセットテーブルが正しくないため、従いません。',
  'not-encapsulated': '画素データが、{name} で必要なカプセル化をされていません。',
  'no-pixels': '画像を復号できません。Rows × Columnsが {rows} × {columns} です。',
  'frame-too-large':
    '{columns} × {rows} 画素のフレームは、キャンバスに収まる大きさを超えています。',
  'samples-impossible':
    '画像を復号できません。Samples per Pixelが {samples} で、{stated} にはない値です。',
  'bits-allocated-missing': '画像を復号できません。Bits Allocatedがありません。',
  'bits-allocated-undefined': '画像を復号できません。Bits Allocatedが {bits} です。',
  'bits-stored-impossible':
    '割り当て {allocated} ビットに対してBits Storedが {stored} です。すべてのビットを使います。',
  'high-bit-impossible':
    '格納 {stored} ビットに対してHigh Bitが {stated} です。{taken} とみなします。',
  'signed-colour': '符号付きのカラーサンプルは定義されていません。符号なしとみなします。',
  'photometric-impossible':
    'この転送構文ではサンプルが {stated} であることはありません。{taken} とみなします。',
  'photometric-unsupported': '画像を復号できません。光度測定解釈 {stated} に対応していません。',
  'photometric-unknown': '光度測定解釈が {stated} です。{taken} とみなします。',
  'photometric-missing': '光度測定解釈がありません。{taken} とみなします。',
  'chroma-not-subsampled': '{stated} の色差が、間引かれずに保存されています。',
  'palette-missing':
    '画像にはカラーパレットが必要ですが、使えるパレットがファイルに含まれていません。',

  // Frames and their streams
  'frame-undecodable': 'フレーム {frame} を復号できません。{why}',
  'stream-components': '画像を復号できません。ストリームの成分数が {components} です。',
  'stream-differs':
    '圧縮ストリームをそのまま表示します。{element} は {stated} ですが、ストリームでは {found} です。',
  'stream-adds':
    '圧縮ストリームをそのまま表示します。{element} がなく、ストリームでは {found} です。',
  'stream-unsigned':
    'Pixel Representationは符号付き、圧縮ストリームは符号なしです。符号付きとみなします。',
  'stream-signed':
    'Pixel Representationは符号なし、圧縮ストリームは符号付きです。符号なしとみなします。',
  'stream-size': 'ストリームは {rows} 行、{columns} 列、{components} 成分です。',
  'stream-bits': 'ストリームは {bits} ビットです。',
  'decoded-size': 'ストリームの行、列、成分は {found} で、{expected} ではありません。',
  'decoder-failed': 'デコーダーの報告：{detail}。',
  'decoder-missing': 'デコーダー {codec} がまだありません。',
  'decoder-stalled': 'デコーダーが {seconds} 秒間応答しませんでした。',
  'decoder-unfetched': 'デコーダー {codec} を取得できません：{detail}。',
  'codestream-damaged': 'コードストリームが破損しています。',
  'jpeg-cut': 'JPEGスキャンが途中で終わっています。',
  'jpeg-damaged': 'JPEGストリームが破損しています。',
  'jpeg-scan-empty': 'JPEGスキャンに成分がありません。',
  'jpeg-scan-component': 'JPEGスキャンが、存在しない成分またはテーブルを指定しています。',
  'jpeg-restart-in-row': 'JPEGスキャンが行の途中でリスタートしています。',
  'jpeg-selection-value': 'JPEGスキャンの選択値が {value} です。',
  'jpeg-12bit-process': '拡張シーケンシャル以外の方式の12ビットJPEGには対応していません。',
  'jpeg-12bit-subsampled': '成分が間引かれた12ビットJPEGには対応していません。',
  'jpeg-lossless-process': 'このJPEGは、ハフマン符号による可逆方式ではありません。',
  'jpeg-lossless-subsampled': '成分が間引かれた可逆JPEGには対応していません。',
  'jpeg2000-part-2': 'コードストリームがJPEG 2000 Part 2の拡張を使っています。',
  'rle-header': 'RLEヘッダーが64バイトより短くなっています。',
  'rle-segment-count': 'RLEヘッダーのセグメント数が無効です：{count}。',
  'rle-segments': 'フレームのRLEセグメントが {expected} 個ではなく {found} 個です。',
  'rle-segment-cut': 'RLEセグメントが {expected} バイトではなく {found} バイトです。',

  // Colour profiles and lookup tables
  'profile-ignored': '画像のカラープロファイルを無視します。{why}',
  'profile-unreadable': 'ここではカラープロファイルを読み取れません。',
  'profile-damaged': 'プロファイルが破損しています。',
  'profile-not-rgb': 'プロファイルがRGBのものでないか、不完全です。',
  'profile-too-large': 'プロファイルのためのメモリがありません。',
  'lut-ignored': 'ルックアップテーブルを無視します。{why}',
  'lut-incomplete': 'テーブルが不完全です。',
  'lut-bits': '{bits} ビットの項目は定義されていません。',
  'lut-empty': 'テーブルに項目がありません。',
  'lut-first-segment': '最初のセグメントが直線で、始点がありません。',
  'lut-indirect-segment': '間接セグメントが別の間接セグメントを指しています。',
  'lut-segment-missing': '間接セグメントが、存在しないセグメントを指しています。',
  'lut-segment-type': 'タイプ {type} のセグメントはありません。',
  'lut-segment-cut': '最後のセグメントが不完全です。',

  // What is asked to be seen
  'voi-unknown': 'ファイルにVOI {voi} はありません。',
  'preset-unknown': 'この画像にはウィンドウ {preset} がありません。',
  'colormap-unknown': 'カラーマップ {colormap} はありません。',
  'projection-unknown': '投影法 {projection} はありません。',
  'crosshair-center': 'クロスヘアの中心が点ではありません。',
  'crosshair-axes': 'クロスヘアの軸が3つの方向ではありません。',
  'crosshair-angles': 'クロスヘアの軸が互いに直角ではありません。',

  // Overlays and shutters
  'overlay-empty': 'グループ {group} のオーバーレイにはデータがなく、表示されません。',
  'overlay-size': 'グループ {group} のオーバーレイは {rows} × {columns} 点で、表示されません。',
  'overlay-cut':
    'グループ {group} のオーバーレイは不完全です。{needed} バイト必要ですが、{found} バイトしかありません。',
  'shutter-overlay-missing':
    '表示シャッターはグループ {group} のオーバーレイですが、それがありません。',
  'shutter-unknown': '表示シャッターの形状 {shape} は不明で、何も隠しません。',
  'shutter-ignored': '表示シャッターの形状 {shape} は正しく指定されておらず、何も隠しません。',

  // Layers
  'layer-failed': 'レイヤー{layer}を表示できません。{why}',
  'layer-elsewhere': 'レイヤー{layer}は表示されません。基準座標系が画像のものと異なります。',
  'layer-without-suv': 'PET画像の値はSUVbwではありません。{why}',
  'element-missing': '{element}がありません。',
  'element-unfit': '{element}は{value}です。',

  // Positions, planes and volumes
  'orientation-ignored':
    'Image Orientation (Patient)を無視します。方向が、互いに直角な単位ベクトルではありません。',
  'frame-offsets-ignored': 'Grid Frame Offset Vectorを無視します。0でもzでも始まっていません。',
  'slices-irregular':
    'スライス {first} と {second} の間隔が {usual} mmではなく {distance} mmです。',
  'slices-missing':
    'スライス {first} と {second} の間隔が {usual} mmではなく {distance} mmです。その間に不足しているスライス数：{missing}。',
  'slices-irregular-more': 'ほかにスライス間隔が異なる箇所：{count}。',
  'no-planes': 'このシリーズに断面はありません。{why}',
  'stack-in-colour': '断面は濃淡値から作られますが、これらのフレームはカラーです。',
  'stack-without-position': 'フレームに、患者の中での位置が書かれていません。',
  'stack-of-one-slice': 'この種類のスライスは1枚しかありません。',
  'stack-of-sizes': 'フレームの大きさが異なります：{sizes}。',
  'stack-at-one-position': '{count} 個のフレームがすべて同じ位置にあります。',
  'stack-not-parallel': 'フレームが平行ではありません。',
  'volume-too-large':
    '{columns} × {rows} 画素のスライス {slices} 枚は {needed} MiB、上限は {limit} MiB。',
  'planes-too-large': 'ボリュームの断面が大きくなりすぎます：{columns} × {rows} 画素。',
  'planes-too-many': 'ボリュームの断面が大きくなりすぎます：{extent} mmを {step} mm間隔。',

  // The browser and the runtime
  'canvas-too-large': 'ブラウザに {columns} × {rows} 画素のキャンバスのためのメモリがありません。',
  'canvas-not-encoded': 'ブラウザは {columns} × {rows} 画素の画像を符号化できません。',
  'worker-not-started': 'ワーカーを起動できませんでした。{file} がないか、破損しています。{detail}',
  'worker-refused': 'このページはワーカーの起動を許可されていません：{detail}。',
  'script-not-run':
    'ワーカーを起動できませんでした。スクリプトが実行されません。ページに Cross-Origin-Embedder-Policy ヘッダーがある場合、worker.js にも必要です。',
  'worker-of-other-build':
    'worker.js と dicom-viewer.js のビルドが異なります。dist/ のすべてのファイルをまとめてコピーし、ブラウザーのキャッシュを使わずにページを読み込んでください。',
  'start-stalled': '起動が {seconds} 秒間進みませんでした。',
  'runtime-unused': '使われていなかったため、終了されました。',
  'runtime-stopped': 'Pythonの実行環境が停止しました。{why}',
  'worker-failed': 'ワーカーの報告：{detail}。',
  'python-failed': 'Pythonの報告：{detail}。',
  'message-unreadable': 'メッセージを読み取れませんでした。',
  'runtime-silent': '{seconds} 秒間応答がありませんでした。',
  'call-unanswered': 'Pythonの実行環境が、呼び出し {call} に {seconds} 秒間応答しませんでした。',
  'runtime-file':
    '{url} を取得できません：{status}。「npx dicom-viewer-element copy public/」と DicomViewer.base が必要です。',
  'file-unfetched': '{file} を取得できません：{detail}。',
  'frames-lacking': 'ファイルのフレームがまだすべて届いていません。',
  'source-closed': 'ソースが読み取られる前に閉じられました。',
  'metadata-missing': '画像がメタデータなしで届きました。',
  'pipeline-raised': 'パイプライン {name} が失敗しました: {detail}。',
  'pipeline-silent': 'パイプライン {name} は {seconds} 秒間何も返さず、終了しました。',
  'pipeline-halted': 'パイプライン {name} を停止しました。',
  'pipeline-stopped': 'パイプラインが停止しました: {detail}。',
  'pipeline-off':
    'パイプライン {name} は {count} 回続けて Python を終了させました。編集されるまでオフになります。',
  'pipeline-origin':
    'パイプライン {url} のオリジンはページと異なり、{setting} での許可が必要です。',
  'pipeline-unfetched': 'パイプライン {url} を取得できません: {detail}。',
  'pipeline-exposed': 'パイプラインを隔離して実行できず ({detail})、{setting} での許可が必要です。',
  'package-unknown': 'パッケージ {name} がありません（npx dicom-viewer-element packages {name}）。',
  'package-abi': 'パッケージ {file} はこの Python に対応していません。',
  'package-hash': 'パッケージ {file} のハッシュが異なります。',
  'package-origin': 'パッケージ {url} は別オリジンのため、{setting} での許可が必要です。',
  'package-unfetched': 'パッケージ {file} を取得できません：{detail}。',
  unexpected: '予期しないエラーが発生しました：{detail}。',
};

/** What a person can do about an error, by its code. */
export const advice: Language['advice'] = {
  network: 'ファイルがあることと、通信できることを確かめてから、再試行してください。',
  cors: 'ファイルのあるサーバーが、このページに読み取りを許可する必要があります（CORS）。',
  'not-dicom': 'DICOMファイルを選択してください。',
  truncated: 'ファイルの一部がありません。もう一度取得するか、コピーしてください。',
  'no-image': '画像を含むファイルを選択してください。',
  'transfer-syntax': 'ファイルを別の転送構文に変換してから、再試行してください。',
  decode: 'ファイルが破損している可能性があります。元の場所からもう一度書き出してください。',
  memory: 'ほかのページを閉じるか、より小さい画像を選択してください。',
  runtime:
    '再試行してください。解決しない場合は、ブラウザまたはページのポリシーがWebAssemblyを禁止しています。',
  export: '別のブラウザーを使うか、別のものを保存してください。',
  pipeline: '画像はそのまま表示されます。',
  internal: 'これはビューアの不具合です。報告をお願いします。',
};
