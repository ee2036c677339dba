import { Refusal, Unreachable } from '#ui/operations'

/** The text of a document, read by the server; nothing of it is kept. */
export async function readDocument(street: string, file: File): Promise<string> {
  const language = document.documentElement.lang.startsWith('en') ? 'en' : 'zh-CN'
  let response: Response
  try {
    response = await fetch(`/api/${street}/reports/read-document?name=${encodeURIComponent(file.name.slice(-120))}`, {
      method: 'POST',
      headers: { 'content-type': 'application/octet-stream', 'accept-language': language },
      body: file,
    })
  } catch (cause) {
    throw new Unreachable('offline', { cause })
  }
  const body = (await response.json().catch(() => null)) as { text?: string; code?: string; message?: string } | null
  if (response.ok && body?.text !== undefined) return body.text
  if (body?.code) throw new Refusal(response.status, { code: body.code, message: body.message ?? '' } as never)
  throw new Unreachable(`HTTP ${response.status}`)
}
