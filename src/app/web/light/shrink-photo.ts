const longestSide = 1920
const quality = 0.82

/** Width and height that fit, never larger than they were. */
export function fitted(width: number, height: number, longest: number = longestSide): readonly [number, number] {
  const scale = Math.min(1, longest / Math.max(width, height))
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))]
}

async function pictureOf(
  file: Blob,
): Promise<{ source: CanvasImageSource; width: number; height: number; close: () => void }> {
  if (typeof createImageBitmap === 'function') {
    try {
      const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' })
      return { source: bitmap, width: bitmap.width, height: bitmap.height, close: () => bitmap.close() }
    } catch {
      // Old engines know no options, or not this format: an <img> may.
    }
  }
  const url = URL.createObjectURL(file)
  const image = new Image()
  await new Promise((loaded, failed) => {
    image.onload = loaded
    image.onerror = failed
    image.src = url
  })
  return {
    source: image,
    width: image.naturalWidth,
    height: image.naturalHeight,
    close: () => URL.revokeObjectURL(url),
  }
}

/** A JPEG of at most 1920 px a side, which a slow line carries; what this browser cannot read goes as it is. */
export async function shrinkPhoto(file: Blob): Promise<Blob> {
  try {
    const picture = await pictureOf(file)
    const [width, height] = fitted(picture.width, picture.height)
    const canvas = document.createElement('canvas')
    canvas.width = width
    canvas.height = height
    canvas.getContext('2d')?.drawImage(picture.source, 0, 0, width, height)
    picture.close()
    const small = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality))
    return small ?? file
  } catch {
    return file
  }
}

/** When it was taken: a camera's file is as old as its picture; a clock in the future is no witness. */
export function takenAt(file: File, now: number): string {
  const at = file.lastModified > 0 && file.lastModified <= now ? file.lastModified : now
  return new Date(at).toISOString()
}
