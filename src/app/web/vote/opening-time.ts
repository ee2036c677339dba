import { useState } from 'react'

/** When this part of the page was opened: what a page says of time, it says as of then. */
export function useOpeningTime(): Date {
  const [at] = useState(() => new Date())
  return at
}
