// The signature pad of the phone: strokes as points in a field of 600 × 240, kept across rotation.
const pad = document.querySelector('canvas')
const form = document.querySelector('form')
const field = form.elements.namedItem('strokes')
const strokes = []
let current = null
const ratio = () => window.devicePixelRatio || 1

function draw() {
  const box = pad.getBoundingClientRect()
  pad.width = box.width * ratio()
  pad.height = box.height * ratio()
  const g = pad.getContext('2d')
  g.scale(pad.width / 600, pad.height / 240)
  g.lineWidth = 4
  g.lineCap = g.lineJoin = 'round'
  g.strokeStyle = '#111'
  for (const s of strokes) {
    g.beginPath()
    for (let i = 0; i < s.length; i += 2) g[i ? 'lineTo' : 'moveTo'](s[i], s[i + 1])
    g.stroke()
  }
  field.value = JSON.stringify(strokes)
}
function point(e) {
  const box = pad.getBoundingClientRect()
  const within = (v, max) => Math.min(max, Math.max(0, Math.round(v * 10) / 10))
  current.push(within(((e.clientX - box.left) / box.width) * 600, 600), within(((e.clientY - box.top) / box.height) * 240, 240))
}
pad.addEventListener('pointerdown', (e) => {
  pad.setPointerCapture(e.pointerId)
  current = []
  strokes.push(current)
  point(e)
})
pad.addEventListener('pointermove', (e) => {
  if (!current) return
  point(e)
  draw()
})
for (const name of ['pointerup', 'pointercancel']) pad.addEventListener(name, () => { current = null })
document.querySelector('#undo').addEventListener('click', () => { strokes.pop(); draw() })
document.querySelector('#clear').addEventListener('click', () => { strokes.length = 0; draw() })
addEventListener('resize', draw)
draw()
