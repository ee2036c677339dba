import { useEffect, useMemo, useRef } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import type { Membership, Session } from '#kernel/session'
import { registers, streets } from '#engines/registers/shared'
import { useEntryFinder } from '#engines/registers/web'
import { useCaseFinder } from '#engines/cases/web'
import { Button, useBarrier, useSignOut } from '#ui'
import { CommandPalette, openPalette, type Found } from '#ui/command-palette'
import { Menu } from '#ui/menu'
import { useLive } from '#ui/operations'
import { setLanguage, useLanguage, useText } from '#ui/text'
import { setTheme } from '#ui/theme'
import { follows } from '../../follows.ts'
import { clearDrafts } from './clear-drafts.ts'
import { besides, pagesFor } from './desk-pages.ts'
import { inOrder } from './street-order.ts'
import { LanguageSwitch, ThemeSwitch } from './preferences.tsx'

const findsAll = [
  '姓名、拼音首字母、电话或证件尾号、地址、企业、案号，或要做的事',
  'Name, initials, end of a number, address, enterprise, case; or an act',
] as const
const inPages = ['页面', 'Pages'] as const
const inActs = ['操作', 'Acts'] as const

function useLeave() {
  const signOut = useSignOut()
  return () => signOut.mutate(undefined, { onSuccess: clearDrafts })
}

function Palette({ membership }: { membership: Membership }) {
  const text = useText()
  const language = useLanguage()
  const navigate = useNavigate()
  const barrier = useBarrier()
  const leave = useLeave()
  const finder = useCaseFinder()
  const entries = useEntryFinder()
  const pages = pagesFor(membership.can).map((page): Found => {
    const barred = barrier(page.needs)
    return {
      id: `page.${page.path}`,
      group: inPages,
      label: text(page.label),
      words: page.label.join(' '),
      why: barred && text(barred),
      run: () => void navigate(`/desk/${membership.street}/${page.path}`),
    }
  })
  const does = (id: string, label: readonly [string, string], run: () => void): Found => ({
    id,
    group: inActs,
    label: text(label),
    words: label.join(' '),
    run,
  })
  const items = [
    ...pages,
    ...finder.items,
    does('night', ['夜间主题', 'Night theme'], () => setTheme('dark')),
    does('day', ['日间主题', 'Day theme'], () => setTheme('light')),
    does('language', language === 'zh' ? ['切换到英文', 'English'] : ['切换到中文', 'Chinese'], () =>
      setLanguage(language === 'zh' ? 'en' : 'zh'),
    ),
    does('password', ['修改密码', 'Change the password'], () => void navigate('/desk/password')),
    does('leave', ['退出登录', 'Sign out'], leave),
  ]
  return (
    <CommandPalette
      items={items}
      search={() => [...entries.found, ...finder.found]}
      isSearching={finder.isSearching || entries.isSearching}
      onWords={(words) => {
        finder.onWords(words)
        entries.onWords(words)
      }}
      {...(membership.can.includes(registers.find.name) && { hint: findsAll })}
    />
  )
}

/** The line at the top: which street, which pages, who. */
export function DeskHeader({ session, membership }: { session: Session; membership: Membership }) {
  const text = useText()
  const navigate = useNavigate()
  const { pathname } = useLocation()
  const barrier = useBarrier()
  const leave = useLeave()
  // Who may do nothing has nothing to hear.
  const hasLive = membership.can.length > 0
  const isLive = useLive(hasLive, follows)
  const names = useMemo(() => new Map(streets.map((street) => [street.code, street.name])), [])
  const nameOf = (street: string) => text(names.get(street) ?? [street, street])
  const finds = membership.can.includes(registers.find.name)
    ? (['姓名、电话尾号、地址、案号', 'Name, phone, address, case'] as const)
    : (['案号、地点、要做的事', 'Case, place, act'] as const)
  const page = pathname.split('/')[3] ?? ''
  const pages = pagesFor(membership.can)
  const nav = useRef<HTMLElement>(null)
  // On a phone the menu is wider than the screen.
  useEffect(() => {
    nav.current?.querySelector('[aria-current]')?.scrollIntoView({ inline: 'center', block: 'nearest' })
  }, [page])

  return (
    <header className="desk-header">
      {session.memberships.length > 1 ? (
        <Menu align="start" label={<span className="desk-street">{nameOf(membership.street)}</span>}>
          {inOrder(session.memberships).map((each) => (
            <Link
              key={each.street}
              className="button"
              data-tone="quiet"
              aria-current={each.street === membership.street || undefined}
              to={`/desk/${each.street}/${page}`}
            >
              {nameOf(each.street)}
            </Link>
          ))}
        </Menu>
      ) : (
        <span className="desk-street">{nameOf(membership.street)}</span>
      )}
      <nav ref={nav} aria-label={text(['页面', 'Pages'])}>
        <ul>
          {pages.map((each) => {
            if (each.under) return null
            const own = besides(pages, each.path)
            // Who may not see the first of several that stand together is led to the one they may.
            const open = own.find(({ needs }) => barrier(needs) === null)
            const barred = barrier(each.needs)
            return (
              <li key={each.path}>
                {barred && !open ? (
                  <span className="desk-barred" title={text(barred)} aria-disabled="true">
                    {text(each.label)}
                  </span>
                ) : (
                  <Link
                    to={`/desk/${membership.street}/${(barred && open ? open : each).path}`}
                    aria-current={
                      own.some(({ path }) => path === page) ||
                      (each.also?.includes(page) && !pages.some(({ path }) => path === page))
                        ? 'page'
                        : undefined
                    }
                  >
                    {text(each.label)}
                  </Link>
                )}
              </li>
            )
          })}
        </ul>
      </nav>
      <div className="desk-tools">
        {hasLive && (
          <span
            className="desk-live"
            role="status"
            data-live={isLive || undefined}
            title={
              isLive
                ? text(['他人的改动会立即显示', "Others' changes show at once"])
                : text(['正在重连，恢复后自动补齐', 'Reconnecting; what was missed will be made up'])
            }
          >
            {isLive ? text(['实时', 'Live']) : text(['重连中', 'Reconnecting'])}
          </span>
        )}
        <button type="button" className="desk-find" onClick={openPalette} title="Ctrl K">
          <svg viewBox="0 0 14 14" aria-hidden="true">
            <circle cx="6" cy="6" r="4.5" />
            <path d="M9.5 9.5 13 13" />
          </svg>
          <span className="desk-find-what">{text(finds)}</span>
          <span className="desk-find-word">{text(['查找', 'Find'])}</span>
          <kbd className="button-key">Ctrl K</kbd>
        </button>
        <span className="desk-wide">
          <LanguageSwitch />
          <ThemeSwitch />
        </span>
        <Menu label={membership.name}>
          <p className="note desk-who">
            {membership.post || session.username} · {session.username}
          </p>
          <span className="desk-narrow">
            <LanguageSwitch />
            <ThemeSwitch />
          </span>
          <Button tone="quiet" onClick={() => void navigate('/desk/password')}>
            {text(['修改密码', 'Change the password'])}
          </Button>
          <Button tone="quiet" onClick={leave}>
            {text(['退出登录', 'Sign out'])}
          </Button>
        </Menu>
      </div>
      <Palette membership={membership} />
    </header>
  )
}

/** The pages that stand beside the one that is open. */
export function PagesBeside({ membership }: { membership: Membership }) {
  const text = useText()
  const barrier = useBarrier()
  const page = useLocation().pathname.split('/')[3] ?? ''
  const own = besides(pagesFor(membership.can), page)
  if (own.length < 2) return null
  return (
    <nav className="desk-beside" aria-label={text(['相关页面', 'Pages beside'])}>
      <ul>
        {own.map((each) => {
          const barred = barrier(each.needs)
          return (
            <li key={each.path}>
              {barred ? (
                <span className="desk-barred" title={text(barred)} aria-disabled="true">
                  {text(each.label)}
                </span>
              ) : (
                <Link
                  to={`/desk/${membership.street}/${each.path}`}
                  aria-current={each.path === page ? 'page' : undefined}
                >
                  {text(each.label)}
                </Link>
              )}
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
