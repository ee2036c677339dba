import { useSyncExternalStore } from 'react'

/** WGS-84 degrees. */
export interface Position {
  readonly lng: number
  readonly lat: number
}

export interface Fix extends Position {
  /** Metres. */
  readonly accuracy: number
  readonly at: number
}

let fix: Fix | null = null
let watching = false
const listeners = new Set<() => void>()

/** Asks the phone where it is, once permitted keeps knowing it. Call it only after a tap that explains why. */
export function watchPosition(): void {
  if (watching || !('geolocation' in navigator)) return
  watching = true
  navigator.geolocation.watchPosition(
    ({ coords, timestamp }) => {
      fix = { lng: round(coords.longitude), lat: round(coords.latitude), accuracy: coords.accuracy, at: timestamp }
      for (const listener of listeners) listener()
    },
    () => {
      watching = false
    },
    { enableHighAccuracy: true, maximumAge: 30_000, timeout: 20_000 },
  )
}

/** Six decimals are a tenth of a metre. */
const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6

export function askPosition(): Promise<Fix | null> {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve(null)
    navigator.geolocation.getCurrentPosition(
      ({ coords, timestamp }) =>
        resolve({
          lng: round(coords.longitude),
          lat: round(coords.latitude),
          accuracy: coords.accuracy,
          at: timestamp,
        }),
      () => resolve(null),
      { enableHighAccuracy: true, maximumAge: 10_000, timeout: 15_000 },
    )
  })
}

/** Where the phone was a moment ago, for a photo taken now; older than two minutes says nothing about it. */
export function recentPosition(): Position | null {
  return fix && Date.now() - fix.at < 120_000 ? { lng: fix.lng, lat: fix.lat } : null
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function usePosition(): Fix | null {
  return useSyncExternalStore(subscribe, () => fix)
}

/** Metres between two places, good enough over a subdistrict. */
export function distance(a: Position, b: Position): number {
  const metresPerDegree = 111_320
  const dy = (a.lat - b.lat) * metresPerDegree
  const dx = (a.lng - b.lng) * metresPerDegree * Math.cos(((a.lat + b.lat) / 2) * (Math.PI / 180))
  return Math.hypot(dx, dy)
}
