import { platformErrors } from '#kernel/operation'
import { Refusal, Unreachable } from '#ui/operations'

/** Sends the workbook, telling how much of it has gone: `fetch` tells only of the answer. */
export function sendImportFile(street: string, id: string, file: File, onSent: (share: number) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', `/api/${street}/imports/${id}/file`)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.setRequestHeader('accept-language', document.documentElement.lang)
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onSent(event.loaded / event.total)
    })
    request.addEventListener('error', () => reject(new Unreachable('offline')))
    request.addEventListener('load', () => {
      if (request.status < 300) return resolve()
      let said: unknown = null
      try {
        said = JSON.parse(request.responseText)
      } catch {
        // A proxy may answer with a page of its own.
      }
      reject(
        said && typeof said === 'object' && 'code' in said
          ? new Refusal(request.status, said as never)
          : new Refusal(request.status, { code: 'failed', message: platformErrors.failed[0] }),
      )
    })
    request.send(file)
  })
}
