import decodeQR from 'qr/decode.js'

/** For browsers that read no codes themselves; loaded when the first picture comes. */
export function decodePicture({ data, width, height }: ImageData, isLive: boolean): string | null {
  try {
    // Of a moving picture the next comes soon; a photograph gets the time that it needs.
    return decodeQR({ data, width, height }, { timeLimit: isLive ? 60 : 3000 })
  } catch {
    return null
  }
}
