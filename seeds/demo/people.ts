import sharp from 'sharp'
import { buffer } from 'node:stream/consumers'
import { checkCharacter } from '#packages/id-number/index.ts'
import { namePinyin } from '#packages/pinyin/index.ts'
import { writeArchive } from '#packages/archive/index.ts'

const surnames = '王李张刘陈杨赵黄周吴徐孙马朱胡郭何高林罗'
const given = ['子涵', '梓萱', '浩然', '雨桐', '思远', '佳怡', '俊杰', '欣怡', '宇轩', '诗涵', '博文', '梦瑶', '志强', '晓燕', '建华', '丽娜', '文博', '嘉琪', '明哲', '若曦', '小八', '一诺', '天佑', '可欣']
export interface DemoPerson {
  readonly name: string
  readonly pinyin: string
  readonly idNo: string
  readonly mobile: string
}
/** Invented people with valid numbers; the same index gives the same person. The region part names no living place of theirs. */
export function demoPerson(i: number): DemoPerson {
  const name = `${surnames[i % surnames.length]}${given[Math.floor(i / 3) % given.length]}`
  const birth = new Date(Date.UTC(2003, 0, 1 + ((i * 37) % 900))).toISOString().slice(0, 10).replaceAll('-', '')
  const base = `110101${birth}${String(100 + (i % 900)).padStart(3, '0')}`
  return { name, pinyin: namePinyin(name).text, idNo: base + checkCharacter(base), mobile: `139${String(10_000_000 + i * 7919).slice(0, 8)}` }
}

const skins = ['#f0cfae', '#e6bd95', '#f5d8bd', '#dcae84']
const hairs = ['#1d1a18', '#2b211c', '#241f2b']
const shirts = ['#2f4a6d', '#3b3f46', '#54677d', '#f4f4f2']
/** A drawn head on a red ground of 295 × 413: it says itself that it is no photograph of anybody. */
function drawnHead(i: number): Buffer {
  const pick = (list: readonly string[]): string => list[i % list.length] as string
  const long = i % 2 === 0
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="295" height="413">
    <rect width="295" height="413" fill="#c3281e"/>
    ${long ? `<path d="M78 190c-8-110 150-120 142 0l10 120H66z" fill="${pick(hairs)}"/>` : ''}
    <rect x="122" y="236" width="52" height="70" rx="18" fill="${pick(skins)}"/>
    <path d="M30 413c4-92 62-118 118-118s113 26 117 118z" fill="${pick(shirts)}"/>
    <ellipse cx="148" cy="186" rx="62" ry="76" fill="${pick(skins)}"/>
    <path d="M84 170c2-80 124-84 130 0-30-8-40-34-52-40-14 22-46 34-78 40z" fill="${pick(hairs)}"/>
    <g fill="#33291f"><circle cx="124" cy="190" r="5"/><circle cx="172" cy="190" r="5"/></g>
    <path d="M128 226q20 14 40 0" fill="none" stroke="#a3563f" stroke-width="4" stroke-linecap="round"/>
  </svg>`)
}
/** The drawn photo of person `i` as a JPEG of 295 × 413. */
export const drawnPhoto = (i: number): Promise<Buffer> => sharp(drawnHead(i)).jpeg({ quality: 85 }).toBuffer()

/** 批量导入学生照片: one photo per person, named by identity number. */
export async function photoArchive(people: readonly DemoPerson[], from: number): Promise<Buffer> {
  const files = await Promise.all(people.map(async (p, i) => ({ path: `${p.idNo}.jpg`, content: await drawnPhoto(from + i) })))
  return buffer(writeArchive(files))
}
/** 公章 and 签名章 as clerks scan them: a ring with a star and a name, a square with a name. */
export async function drawnSeals(name: string, person: string): Promise<{ official: Buffer; signature: Buffer }> {
  const around = [...name].map((c, i, all) => {
    const angle = -210 + (240 / Math.max(all.length - 1, 1)) * i
    return `<text x="240" y="62" font-size="${all.length > 14 ? 34 : 44}" text-anchor="middle" fill="#c8281e" font-family="Noto Serif SC, Noto Serif CJK SC, serif" transform="rotate(${angle + 90} 240 240)">${c}</text>`
  })
  const official = `<svg xmlns="http://www.w3.org/2000/svg" width="480" height="480"><circle cx="240" cy="240" r="226" fill="none" stroke="#c8281e" stroke-width="12"/>
    <path fill="#c8281e" d="M240 165l19 58h61l-49 36 19 58-50-36-50 36 19-58-49-36h61z"/>${around.join('')}</svg>`
  const [a = '', b = '', c = ''] = [...person]
  const cell = (x: number, y: number, t: string): string => `<text x="${x}" y="${y}" font-size="96" text-anchor="middle" fill="#c8281e" font-family="Noto Serif SC, Noto Serif CJK SC, serif">${t}</text>`
  const signature = `<svg xmlns="http://www.w3.org/2000/svg" width="260" height="260"><rect x="8" y="8" width="244" height="244" fill="none" stroke="#c8281e" stroke-width="10"/>${cell(190, 112, a)}${cell(190, 218, b)}${cell(74, 112, c || '之')}${cell(74, 218, '印')}</svg>`
  return { official: await sharp(Buffer.from(official)).png().toBuffer(), signature: await sharp(Buffer.from(signature)).png().toBuffer() }
}
