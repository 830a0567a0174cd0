// What pages do beside being read: a cursor and a brush on charts, keys, copying, and looking again.
(() => {
  'use strict';
  const remember = (name, value) => { try { localStorage.setItem(name, value); } catch { /* Not kept, then. */ } };
  const remembered = name => { try { return localStorage.getItem(name); } catch { return null; } };
  const say = words => { document.getElementById('said').textContent = words; };

  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && !document.cookie.includes('ballast-zone=' + encodeURIComponent(zone))) {
    document.cookie = 'ballast-zone=' + encodeURIComponent(zone) + '; path=/; max-age=31536000; samesite=strict';
  }

  // What follows the # of a one-time link, which a browser does not send; gone from the address then.
  const hash = document.querySelector('[data-hash]');
  if (hash && location.hash.length > 1) {
    hash.value = location.hash.slice(1);
    history.replaceState(null, '', location.pathname);
  }

  // Charts. One cursor for all of a page.
  let first = null;
  // On a page without a period there is nothing to choose.
  const ofPeriod = document.querySelector('.period') !== null;
  const geometry = svg => {
    const box = svg.viewBox.baseVal;
    const data = svg.dataset;
    return { left: +data.left, width: box.width - data.left - data.right, steps: +data.steps, from: +data.from, step: +data.step, all: box.width };
  };
  const stepAt = (svg, clientX) => {
    const g = geometry(svg);
    const box = svg.getBoundingClientRect();
    const x = (clientX - box.left) * g.all / box.width;
    return Math.max(0, Math.min(g.steps - 1, Math.floor((x - g.left) / g.width * g.steps)));
  };
  const moment = (svg, step) => { const g = geometry(svg); return new Date(g.from + step * g.step); };
  const show = (svg, step, spoken) => {
    const g = geometry(svg);
    const values = [...svg.querySelectorAll('[data-name]')].reverse()
      .map(layer => layer.dataset.name + ' ' + (layer.dataset.v.split('|')[step] || 'unknown'));
    const words = moment(svg, step).toLocaleString() + ': ' + values.join(', ');
    svg.parentElement.querySelector('.reading').textContent = words;
    if (spoken) { say(words); }
    const at = moment(svg, step).getTime();
    for (const other of document.querySelectorAll('svg.chart')) {
      const o = geometry(other);
      const x = o.left + (at - o.from + o.step / 2) / (o.step * o.steps) * o.width;
      const line = other.querySelector('line.cursor');
      line.setAttribute('x1', x);
      line.setAttribute('x2', x);
    }
    svg.dataset.cursor = step;
    return g;
  };
  const brush = (svg, a, b) => {
    const g = geometry(svg);
    const rect = svg.querySelector('.brush');
    rect.setAttribute('x', g.left + Math.min(a, b) / g.steps * g.width);
    rect.setAttribute('width', (Math.abs(b - a) + 1) / g.steps * g.width);
  };
  const apply = (svg, a, b) => {
    const to = new URL(location.href);
    to.searchParams.delete('last');
    to.searchParams.set('from', moment(svg, Math.min(a, b)).toISOString());
    to.searchParams.set('to', moment(svg, Math.max(a, b) + 1).toISOString());
    location.assign(to);
  };
  let dragged = null;
  document.addEventListener('pointermove', event => {
    const svg = event.target.closest && event.target.closest('svg.chart');
    if (dragged) { brush(dragged.svg, dragged.step, stepAt(dragged.svg, event.clientX)); }
    if (svg) { show(svg, stepAt(svg, event.clientX), false); }
  });
  document.addEventListener('pointerdown', event => {
    const svg = event.target.closest && event.target.closest('svg.chart');
    if (svg && ofPeriod && event.pointerType === 'mouse' && event.button === 0) { dragged = { svg, step: stepAt(svg, event.clientX) }; }
  });
  document.addEventListener('pointerup', event => {
    if (!dragged) { return; }
    const { svg, step } = dragged;
    const end = stepAt(svg, event.clientX);
    dragged = null;
    if (Math.abs(end - step) > 1) { apply(svg, step, end); } else { svg.querySelector('.brush').setAttribute('width', 0); }
  });
  const chartKey = (plot, event) => {
    const svg = plot.querySelector('svg.chart');
    const at = +(svg.dataset.cursor ?? geometry(svg).steps - 1);
    const far = event.shiftKey ? 10 : 1;
    if (event.key === 'ArrowLeft') { show(svg, Math.max(0, at - far), true); }
    else if (event.key === 'ArrowRight') { show(svg, Math.min(geometry(svg).steps - 1, at + far), true); }
    else if (!ofPeriod) { return false; }
    else if (event.key === ' ') { first = at; say('The first end is marked.'); }
    else if (event.key === 'Enter' && first !== null) { apply(svg, first, at); }
    else if (event.key === 'Escape') { first = null; svg.querySelector('.brush').setAttribute('width', 0); }
    else { return false; }
    if (first !== null) { brush(svg, first, +svg.dataset.cursor); }
    return true;
  };

  // Keys of one letter, which a reader can switch off.
  let going = false;
  const rows = () => [...document.querySelectorAll('table.rows tbody tr')];
  const choose = by => {
    const all = rows();
    if (all.length === 0) { return; }
    const now = all.findIndex(row => row.classList.contains('chosen'));
    const next = Math.max(0, Math.min(all.length - 1, now < 0 ? 0 : now + by));
    all.forEach(row => row.classList.remove('chosen'));
    all[next].classList.add('chosen');
    const link = all[next].querySelector('a');
    if (link) { link.focus(); }
    all[next].scrollIntoView({ block: 'nearest' });
  };
  const go = selector => { const link = document.querySelector(selector); if (link) { link.click(); } };
  const keys = () => document.documentElement.dataset.shortcuts !== 'off';
  document.addEventListener('keydown', event => {
    if (event.ctrlKey || event.metaKey || event.altKey) { return; }
    const menu = document.querySelector('details.who[open]');
    if (event.key === 'Escape' && menu) {
      menu.open = false;
      menu.querySelector('summary').focus();
      return;
    }
    const plot = event.target.closest('.plot');
    if (plot && chartKey(plot, event)) { event.preventDefault(); return; }
    if (event.target.closest('input, textarea, select, dialog[open]') || !keys()) { return; }
    if (going) {
      going = false;
      go('nav a[data-key="' + CSS.escape(event.key) + '"]');
      return;
    }
    switch (event.key) {
      case '/': document.querySelector('[data-search]')?.focus(); event.preventDefault(); break;
      case '?': document.getElementById('keys').showModal(); break;
      case 'g': going = true; setTimeout(() => { going = false; }, 1500); break;
      case 'j': choose(1); break;
      case 'k': choose(-1); break;
      case '[': go('[data-move=earlier]'); break;
      case ']': go('[data-move=later]'); break;
      case '-': go('[data-move=wider]'); break;
      case 'c': document.querySelector('[data-copy]')?.click(); break;
      default:
    }
  });
  document.addEventListener('click', event => {
    const copy = event.target.closest('[data-copy]');
    if (copy) {
      navigator.clipboard.writeText(copy.parentElement.querySelector('code').textContent)
        .then(() => { copy.textContent = 'Copied'; say('Copied'); }, () => say('The browser refused to copy'));
    }
    if (event.target.closest('[data-keys]')) { document.getElementById('keys').showModal(); }
  });

  // Looking again, unless the reader is in the middle of something.
  const live = document.querySelector('[data-live]');
  if (document.getElementById('live')) {
    live.hidden = false;
    const on = () => live.getAttribute('aria-pressed') === 'true';
    const turn = to => { live.setAttribute('aria-pressed', to); live.textContent = 'Live: ' + (to ? 'on' : 'off'); };
    turn(remembered('ballast-live') !== 'off');
    live.addEventListener('click', () => { turn(!on()); remember('ballast-live', on() ? 'on' : 'off'); });
    const busy = () => dragged || first !== null || document.querySelector('#live details[open], #live :focus-within');
    setInterval(() => {
      const part = document.getElementById('live');
      if (on() && part && !document.hidden && !busy()) { htmx.trigger(part, 'live'); }
    }, 10000);
    document.addEventListener('htmx:responseError', event => {
      turn(false);
      say('The page could not be read again.');
      if (event.detail.xhr.status === 401) { location.reload(); }
    });
    document.addEventListener('htmx:sendError', () => { say('The node does not answer.'); });
  }
})();
