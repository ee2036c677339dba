import { useEffect, useState } from 'react'

/** The address of a picture that is kept in this browser, given back when the picture is no longer shown. */
export function useKeptPicture(id: string, read: (id: string) => Promise<Blob | null | undefined>): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    let made: string | null = null
    let gone = false
    void read(id).then((blob) => {
      if (!blob || gone) return
      made = URL.createObjectURL(blob)
      setUrl(made)
    })
    return () => {
      gone = true
      if (made) URL.revokeObjectURL(made)
    }
  }, [id, read])
  return url
}
