const one = (query, of = document) => of.querySelector(query);
const all = (query, of = document) => [...of.querySelectorAll(query)];
const say = document.body.dataset;
const form = one('body > form');
const switches = all('fieldset', form).map((set) => all('input', set));
const sections = all('main > section');

// What the switches lead to: read when the first of them is flipped.
let data;
let drawings = [];
const unpack = async () => {
  const packed = Uint8Array.from(atob(one('#drawings').textContent), (letter) => letter.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  drawings = (await new Response(stream).text()).split('\u0001');
};
let reading;
const read = () => (reading ??= unpack().catch(() => {}).then(() => (data = JSON.parse(one('#data').textContent))));

const numbers = (side) => (side === '1' ? ' class="number"' : '');
const drawingOf = (kind, place) => {
  const before = data.kinds.slice(0, kind).reduce((sum, count) => sum + count, 0);
  return drawings[before + Number(place)] ?? '';
};
const chartOf = (place) => {
  const [frame, ...drawn] = data.charts[place].map((at, kind) => drawingOf(kind, at));
  return frame.split('\u0002').join(drawn.join(''));
};
const row = (place, sides) => {
  const [kind, ...cells] = data.rows[place].split('|');
  if (kind === '2') {
    return `<tr class="section"><th scope="rowgroup" colspan="${sides.length}">${cells[0]}</th></tr>`;
  }
  let last = 0;
  const cell = (of, index) => {
    const side = numbers(sides[index]);
    const [figure, set] = of.split('^');
    if (set !== undefined) {
      last = set === '' ? last + 1 : Number(set);
      return `<td${side}><a href="#d${data.documents[last][0]}" data-d="${last}">${figure}</a></td>`;
    }
    const [dash, reason] = of.split('~');
    if (reason) return `<td${side} title="${data.texts[reason]}">${dash}</td>`;
    const text = of[0] === '`' ? drawingOf(3, of.slice(1)) : of;
    return index === 0 && text ? `<th scope="row"${side}>${text}</th>` : `<td${side}>${text}</td>`;
  };
  return `<tr${kind === '1' ? ' class="total"' : ''}>${cells.map(cell).join('')}</tr>`;
};
const tableOf = (table) => {
  const [name, summary, head, marks] = [table.title, table.summary, table.head, table.marks].map((of) => data.texts[of]);
  const notes = table.notes.map((of) => `<li>${of.map((text) => data.texts[text]).join('')}</li>`).join('');
  const [sides, ...heads] = head.split('|');
  const headOf = (text, index) => (text ? `<th scope="col"${numbers(sides[index])}>${text}</th>` : '<td></td>');
  return (
    `<details class="table"${table.folded ? '' : ' open'}><summary>${summary}</summary>\n` +
    `<div class="scroll" role="region" aria-label="${name}" tabindex="0"><table aria-label="${name}"><thead><tr>` +
    `${heads.map(headOf).join('')}</tr></thead><tbody>` +
    `${table.rows.map((of) => row(of, sides)).join('')}</tbody></table></div></details>\n` +
    (marks ? `<p class="marks">${marks}</p>\n` : '') +
    (notes ? `<ul class="notes" aria-label="${say.notes}">${notes}</ul>\n` : '')
  );
};

const save = (name, type, text) => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};
const button = (label, act) => {
  const made = document.createElement('button');
  Object.assign(made, { type: 'button', className: 'save', textContent: label, onclick: act });
  return made;
};
const inWords = (section) => `${one('h2', section).firstChild.textContent.trim()}${location.hash ? ` ${chosen()}` : ''}`;
const fileName = (section, kind) => `${inWords(section).toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')}.${kind}`;

// A table as it is shown, with its unit and its title in columns of their own.
const csv = (section) => {
  const unit = one('.table .unit', section)?.textContent.replace(/[()]/g, '') ?? '';
  const name = one('table', section).getAttribute('aria-label');
  // A spreadsheet would take these for formulas.
  const safe = (text) => (/^[=@\t]|^[-+](?![\d.])/.test(text) ? `'${text}` : text);
  const quoted = (text) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const rows = all('tr', section).map((of) => [...of.children].map((at) => at.textContent.trim()));
  const width = Math.max(...rows.map((cells) => cells.length));
  const lines = rows.map((cells, index) => {
    const padded = [...cells, ...Array(width - cells.length).fill('')];
    return [...padded, ...(index ? [unit, name] : [say.unit, say.table])].map((text) => quoted(safe(text))).join(',');
  });
  save(fileName(section, 'csv'), 'text/csv', `\ufeff${lines.join('\r\n')}\r\n`);
};

// A chart by itself: in the colours of a light ground, with its name and where its figures are from.
const svg = (section) => {
  const shown = all('figure > svg, .plot > svg', section).find((of) => of.getBoundingClientRect().width > 0);
  const copy = shown.cloneNode(true);
  const [left, top, width, height] = copy.getAttribute('viewBox').split(' ').map(Number);
  const line = (text, at, size) => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', 'text');
    const weight = size > 13 ? 600 : 400;
    Object.entries({ x: left + 12, y: at, 'font-size': size, 'font-weight': weight, fill: '#1a1a1a' }).forEach((pair) => made.setAttribute(...pair));
    made.textContent = text;
    return made;
  };
  const words = one(`#n-${section.id}`).textContent;
  const most = Math.floor(width / 8.5);
  const lines = words.match(new RegExp(`.{1,${most}}(\\s|$)|.{1,${most}}`, 'g'));
  const above = 28 + 22 * lines.length;
  const caption = all('figcaption span', section).map((of) => of.textContent).join('   ');
  const ground = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
  const box = { x: left, y: top - above, width, height: height + above + 60, fill: '#fff' };
  Object.entries(box).forEach((pair) => ground.setAttribute(...pair));
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style');
  style.textContent = one('#drawing').textContent;
  copy.append(line(caption, top + height + 24, 13), line(one('.about').textContent, top + height + 46, 13));
  lines.forEach((text, at) => copy.append(line(text.trim(), top - above + 30 + 22 * at, 17)));
  const named = (tag, text) => {
    const made = document.createElementNS('http://www.w3.org/2000/svg', tag);
    made.textContent = text;
    return made;
  };
  copy.prepend(named('title', words), named('desc', one(`#t-${section.id}`).textContent), style, ground);
  ['aria-labelledby', 'aria-describedby'].forEach((name) => copy.removeAttribute(name));
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  copy.setAttribute('viewBox', `${box.x} ${box.y} ${box.width} ${box.height}`);
  copy.setAttribute('width', width);
  copy.setAttribute('height', box.height);
  copy.removeAttribute('class');
  const light = {
    ink: '#1a1a1a', dim: '#555', line: '#d4d4d4', back: '#fff', grey: '#8c8c8c', black: '#1a1a1a', white: '#fff',
    c0: '#e69f00', c1: '#56b4e9', c2: '#009e73', c3: '#cc79a7', c4: '#d55e00', c5: '#0072b2',
  };
  const text = copy.outerHTML.replace(/var\(--(\w+)\)/g, (whole, name) => light[name] ?? whole);
  save(fileName(section, 'svg'), 'image/svg+xml', text);
};

// The figures of a chart: by pointer, or by arrow keys once it has the focus.
const readOut = (plot) => {
  const told = document.createElement('p');
  told.className = 'told';
  told.setAttribute('role', 'status');
  plot.after(told);
  let at = null;
  const hits = () => all('svg', plot).flatMap((of) => (of.getBoundingClientRect().width > 0 ? all('.hit', of) : []));
  const tell = (hit) => {
    all('.hit.on', plot).forEach((of) => of.classList.remove('on'));
    hit?.classList.add('on');
    told.textContent = hit?.dataset.t ?? '';
  };
  const [first, ...others] = all('svg', plot);
  const told_by = all('.hit', first).map((hit) => hit.lastChild.textContent);
  const words = plot.parentElement.querySelector('[id^=t-]');
  if (!words.textContent) words.textContent = `${told_by.join('; ')}.`;
  all('.hit > title', first).forEach((title) => title.remove());
  for (const drawing of [first, ...others]) all('.hit', drawing).forEach((hit, nth) => (hit.dataset.t = told_by[nth]));
  plot.onpointermove = (event) => tell(event.target.closest('.hit'));
  plot.onpointerleave = () => tell(null);
  plot.onblur = () => tell(null);
  plot.onfocus = () => plot.matches(':focus-visible') && tell(hits()[(at ??= hits().length - 1)]);
  plot.onkeydown = (event) => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    const found = hits();
    at = Math.min(Math.max((at ?? found.length) + step, 0), found.length - 1);
    tell(found[at]);
  };
};

const dressChart = (section) => {
  const figure = one('.chart figure', section);
  if (!figure) return;
  all('.plot', figure).forEach(readOut);
  figure.append(button(say.svg, () => svg(section)));
};
const dressTable = (section) => {
  const table = one('.table', section);
  if (!table) return;
  if (section.dataset.open === '1') table.open = true;
  table.append(button(say.csv, () => csv(section)));
};

const chosen = () => new URLSearchParams(new FormData(form)).toString();
const place = () => switches.reduce((at, inputs) => at * inputs.length + inputs.findIndex((of) => of.checked), 0);
const drawn = sections.map(() => [undefined, undefined]);
const show = async () => {
  if (!data) await read();
  const at = place();
  const finding = data.findings[at];
  one('#finding').innerHTML = finding === null ? '' : data.texts[finding];
  sections.forEach((section, index) => {
    const [charts, tables] = data.sections[index];
    const [chart, view] = [one('.chart', section), one('.view', section)];
    const drawing = charts[at] !== null && chartOf(charts[at]);
    if (chart && drawn[index][0] !== charts[at]) {
      chart.innerHTML = drawing || '';
      chart.hidden = !drawing;
      dressChart(section);
    }
    const table = data.tables[tables[at]];
    if (drawn[index][1] !== tables[at]) {
      view.innerHTML = table ? tableOf(table) : '';
      view.hidden = !table;
      one('.otherwise', section).hidden = Boolean(table);
      dressTable(section);
    }
    drawn[index] = [charts[at], tables[at]];
  });
  const help = all('input:checked', form).map((input) => input.parentElement.title);
  one('#reading').textContent = help.filter(Boolean).join(' · ');
  document.documentElement.dataset.shown = at;
};

// The address holds the switches, and a section.
const fromAddress = async () => {
  if (!location.hash.includes('=')) return;
  const asked = new URLSearchParams(location.hash.slice(1));
  for (const [name, value] of asked) {
    const input = switches.flat().find((of) => of.name === name && of.value === value);
    if (input) input.checked = true;
  }
  await show();
  const section = document.getElementById(asked.get('section') ?? '');
  if (section) section.scrollIntoView();
  else history.replaceState(null, '', `#${chosen()}`);
};

form.addEventListener('change', () => {
  history.replaceState(null, '', `#${chosen()}`);
  show();
});
document.addEventListener('click', (event) => {
  // A table that a reader has opened stays open.
  const table = event.target.closest('.table > summary')?.parentElement;
  if (table) table.closest('section').dataset.open = table.open ? '' : 1;
  const link = event.target.closest('a');
  if (link?.dataset.d) {
    event.preventDefault();
    behind(link);
  } else if (link?.matches('.anchor') && location.hash.includes('=')) {
    event.preventDefault();
    history.replaceState(null, '', `#${chosen()}&section=${link.hash.slice(1)}`);
    link.closest('section').scrollIntoView();
  }
});
// The documents behind a figure.
const behind = async (link) => {
  data ?? (await read());
  const cells = [...(link.closest('tr')?.children ?? [])];
  const table = link.closest('table');
  const head = table && one('thead tr', table).children[cells.indexOf(link.closest('td'))];
  const names = [cells[0], head].filter(Boolean).map((of) => of.textContent);
  one('#behind-what').textContent = [...names, link.textContent].join(' · ');
  const documents = data.documents[link.dataset.d].map((at) => {
    const copy = document.getElementById(`d${at}`).cloneNode(true);
    copy.removeAttribute('id');
    return copy;
  });
  one('#behind .sources').replaceChildren(...documents);
  one('#behind').showModal();
};
addEventListener('hashchange', fromAddress);
sections.forEach((section) => {
  dressChart(section);
  dressTable(section);
});
fromAddress();
