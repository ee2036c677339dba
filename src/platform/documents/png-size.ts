import { must } from '#kernel/assert'

/** Width and height in dots. Pictures are made by us: another kind is a bug. */
export function pngSize(png: Uint8Array): { readonly width: number; readonly height: number } {
  const view = new DataView(png.buffer, png.byteOffset, png.byteLength)
  const isPng = png.length > 24 && view.getUint32(0) === 0x89504e47
  must(isPng ? true : undefined, 'a picture in PNG')
  const width = view.getUint32(16)
  const height = view.getUint32(20)
  must(width > 0 && height > 0 ? true : undefined, 'a picture with a size')
  return { width, height }
}
