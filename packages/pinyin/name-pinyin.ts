import { pinyin } from 'pinyin-pro'

/** `text` as in 王小八 → WANG XIAOBA; `unread` lists the characters that have no reading, left out of `text`. */
export interface NamePinyin {
  text: string
  unread: string[]
}

// Surnames of two characters that people bear today; they are read and written together (欧阳修 → OUYANG XIU).
const compoundSurnames = new Set(
  (
    '欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 ' +
    '钟离 长孙 宇文 司徒 鲜于 司空 闾丘 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 ' +
    '南门 羊舌 微生 梁丘 左丘 东门 西门 南荣 第五 纳兰 完颜 耶律'
  ).split(' '),
)

// ü is written YU in capital letters: GB/T 28039, and what identity documents carry (吕 → LYU).
function capitals(syllable: string): string {
  return syllable.toUpperCase().replaceAll('Ü', 'YU')
}

function syllables(text: string, unread: string[], surname: 'head' | 'off'): string[] {
  const read = pinyin(text, { toneType: 'none', type: 'array', nonZh: 'consecutive', surname }).map(capitals)
  for (const syllable of read) if (!/^[A-Z]+$/.test(syllable)) unread.push(...Array.from(syllable))
  return read.filter((syllable) => /^[A-Z]+$/.test(syllable))
}

/**
 * Pinyin of a person's name in capital letters, family name first, with the readings that surnames have
 * (曾 ZENG, 单 SHAN, 万俟 MOQI). A proposal: given names have readings of their own choice, and names with a dot
 * (阿依古丽·买买提) are spelled by their own language in documents. Never refuse what a person has filled in for this.
 */
export function namePinyin(name: string): NamePinyin {
  const unread: string[] = []
  const parts = name
    .trim()
    .split(/[·•・‧∙⋅．.\s\u3000]+/)
    .filter(Boolean)
  const [only = ''] = parts
  if (parts.length > 1) {
    return {
      text: parts
        .map((part) => syllables(part, unread, 'off').join(''))
        .filter(Boolean)
        .join(' '),
      unread,
    }
  }
  const characters = Array.from(only)
  const compound = characters.length > 2 && compoundSurnames.has(characters.slice(0, 2).join(''))
  const read = syllables(only, unread, 'head')
  const cut = compound ? 2 : 1
  return { text: [read.slice(0, cut).join(''), read.slice(cut).join('')].filter(Boolean).join(' '), unread }
}
