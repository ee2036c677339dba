import type { Map as LibreMap } from 'maplibre-gl'
import type { LightColour } from '../status-light/index.ts'
import type { Palette } from '../theme/index.ts'

const size = 40

function draw(light: LightColour, palette: Palette): ImageData | null {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = size
  const context = canvas.getContext('2d')
  if (!context) return null
  const middle = size / 2
  const radius = size * 0.36
  const circle = () => {
    context.beginPath()
    context.arc(middle, middle, radius, 0, 2 * Math.PI)
  }
  // A rim of paper sets every mark off from the ground, whatever its step of colour.
  context.fillStyle = palette.sheet
  context.beginPath()
  context.arc(middle, middle, radius * 1.32, 0, 2 * Math.PI)
  context.fill()
  context.fillStyle = context.strokeStyle = palette[light]
  context.lineWidth = size * 0.09
  switch (light) {
    case 'red':
      context.fillRect(middle - radius * 0.92, middle - radius * 0.92, radius * 1.84, radius * 1.84)
      break
    case 'green':
      circle()
      context.fill()
      break
    case 'grey':
      circle()
      context.stroke()
      break
    case 'yellow':
    case 'orange':
      circle()
      context.stroke()
      context.beginPath()
      context.moveTo(middle, middle)
      context.arc(middle, middle, radius, -Math.PI / 2, light === 'yellow' ? Math.PI / 2 : Math.PI, false)
      context.fill()
  }
  return context.getImageData(0, 0, size, size)
}

/** The five lights with their shapes, drawn here: a map in black and white says the same. */
export function addLightIcons(map: LibreMap, palette: Palette): void {
  for (const light of ['red', 'orange', 'yellow', 'green', 'grey'] as const) {
    const image = draw(light, palette)
    if (image && !map.hasImage(light)) map.addImage(light, image, { pixelRatio: 2 })
  }
}
