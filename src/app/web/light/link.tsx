import { go } from './route.ts'

/** A true link, so that it can be copied and opened elsewhere; a plain tap within a surface (/vote, /open …) stays in its app. */
export function Link({
  to,
  children,
  ...rest
}: { to: string } & Omit<React.AnchorHTMLAttributes<HTMLAnchorElement>, 'href'>) {
  return (
    <a
      {...rest}
      href={to}
      onClick={(event) => {
        if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return
        if (to.split('/')[1] !== location.pathname.split('/')[1]) return
        event.preventDefault()
        go(to)
      }}
    >
      {children}
    </a>
  )
}
