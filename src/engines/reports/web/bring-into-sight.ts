/** Brings something into sight within the pane that scrolls: the page around it, which does not, would be pushed away too. */
export function bringIntoSight(element: Element | null | undefined, where: 'start' | 'middle' = 'start'): void {
  if (!element) return
  let pane = element.parentElement
  while (pane && !(/auto|scroll/.test(getComputedStyle(pane).overflowY) && pane.scrollHeight > pane.clientHeight))
    pane = pane.parentElement
  if (!pane) return
  const [own, outer] = [element.getBoundingClientRect(), pane.getBoundingClientRect()]
  const before = where === 'start' ? 16 : (outer.height - own.height) / 2
  pane.scrollTo({ top: pane.scrollTop + own.top - outer.top - before, behavior: 'smooth' })
}
