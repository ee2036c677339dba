/** The browser's own reader (Shape Detection API), where it has one. */
interface CodeReader {
  detect(source: CanvasImageSource): Promise<readonly { readonly rawValue: string }[]>
}
interface CodeReaderMaker {
  new (options: { readonly formats: readonly string[] }): CodeReader
  getSupportedFormats(): Promise<readonly string[]>
}

async function ownReader(): Promise<CodeReader | null> {
  const Maker = (globalThis as { readonly BarcodeDetector?: CodeReaderMaker }).BarcodeDetector
  try {
    const formats = await Maker?.getSupportedFormats()
    return Maker && formats?.includes('qr_code') ? new Maker({ formats: ['qr_code'] }) : null
  } catch {
    return null
  }
}

let reader: Promise<CodeReader | null> | undefined

/** Larger holds no more of a code, and takes an old phone longer. */
const longestSide = 1200

function pixelsOf(source: CanvasImageSource, width: number, height: number): ImageData | null {
  const scale = Math.min(1, longestSide / Math.max(width, height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width * scale))
  canvas.height = Math.max(1, Math.round(height * scale))
  const context = canvas.getContext('2d', { willReadFrequently: true })
  context?.drawImage(source, 0, 0, canvas.width, canvas.height)
  return context?.getImageData(0, 0, canvas.width, canvas.height) ?? null
}

/** The text of the code in a picture or a frame of the camera; null where there is none. */
export async function readCode(
  source: CanvasImageSource,
  { width, height }: { readonly width: number; readonly height: number },
  isLive: boolean,
): Promise<string | null> {
  if (width === 0 || height === 0) return null
  reader ??= ownReader()
  const own = await reader
  const found = await own?.detect(source).catch(() => [])
  if (found?.[0]) return found[0].rawValue
  if (own && isLive) return null
  const pixels = pixelsOf(source, width, height)
  return pixels && (await import('./decode-picture.ts')).decodePicture(pixels, isLive)
}
