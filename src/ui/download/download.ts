import { Refusal, Unreachable } from '../operations/client.ts'
import { saveBlob } from './save-blob.ts'

/** Fetches a file and saves it under the name the server gives it. Refused, it throws as an operation does. */
export async function download(url: string, nameless: string): Promise<void> {
  let response: Response
  try {
    response = await fetch(url, { headers: { 'accept-language': document.documentElement.lang } })
  } catch (cause) {
    throw new Unreachable('offline', { cause })
  }
  if (!response.ok) {
    const body: unknown = await response.json().catch(() => null)
    if (body && typeof body === 'object' && 'code' in body) throw new Refusal(response.status, body as never)
    throw new Unreachable(`HTTP ${response.status}`)
  }
  const named = /filename\*=UTF-8''([^;]+)/i.exec(response.headers.get('content-disposition') ?? '')?.[1]
  saveBlob(await response.blob(), named ? decodeURIComponent(named) : nameless)
}
