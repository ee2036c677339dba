/** Phones and office machines have a Chinese font; only a machine without one fetches the slices of ours that it needs. */
export function loadFontWhereMissing(): void {
  if (/Android|iPhone|iPad|Macintosh|Windows|HarmonyOS|OpenHarmony/.test(navigator.userAgent)) return
  void import('./shipped-font.ts')
}
