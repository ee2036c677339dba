import type { Text } from '#kernel/text'
import type { OwnFile } from '#engines/registers/shared'
import { useText } from '#ui/text'
import { Link } from '../../light/link.tsx'

/** What there is to see, each on a screen of its own. */
export function OwnMenu({ street, file, onClose }: { street: string; file: OwnFile; onClose: () => void }) {
  const text = useText()
  const line = (page: string, label: Text, said: Text) => (
    <Link to={`/me/${street}/mine/${page}`} className="big">
      {text(label)}
      <small>{text(said)}</small>
    </Link>
  )
  const count = (many: number, none: Text, some: Text): Text =>
    many === 0 ? none : [`${many} ${some[0]}`, `${many} ${some[1]}`]
  const others = file.looks.filter((look) => look.by !== 'resident').length
  return (
    <main>
      <h1 data-title={text(['我的登记信息', 'What is registered about me'])}>
        {text([`${file.name}，您好`, `Hello, ${file.name}`])}
      </h1>
      <p>{text(['下面是登记的您的信息，请看对不对。', 'This is what is registered about you. Is it right?'])}</p>
      <nav className="choose">
        {line('fields', ['登记的内容', 'Your data'], [`${file.fields.length} 项`, `${file.fields.length} entries`])}
        {line('homes', ['住处和房屋', 'Homes'], count(file.homes.length, ['没有登记', 'None'], ['处', 'registered']))}
        {line('tags', ['照顾和服务标签', 'Care marks'], count(file.tags.length, ['没有', 'None'], ['个', 'marks']))}
        {line('looks', ['谁看过', 'Who looked'], count(others, ['没有人看过', 'Nobody'], ['次', 'times']))}
      </nav>
      <button type="button" className="big plain" onClick={onClose}>
        {text(['看好了，关掉', 'Done, close it'])}
      </button>
      <p className="small">
        {text([
          '依据《个人信息保护法》第四十五条、第四十六条：您有权查阅、要求更正和补充。',
          'Personal Information Protection Law, art. 45 and 46: you may see what is held, and have it corrected.',
        ])}
      </p>
    </main>
  )
}
