// What a reader meets who uses the Tab key only. Loaded into a page by a test.
(() => {
  const seen = element => element.checkVisibility({ visibilityProperty: true }) && element.getClientRects().length > 0;
  const stops = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')]
    .filter(element => element.tabIndex >= 0 && !element.matches(':disabled, [type=hidden]') && seen(element)
      && !element.closest('dialog:not([open])'));
  const name = element => element.outerHTML.slice(0, 120);
  const faults = [];
  let at = 0;
  document.addEventListener('focusin', event => {
    const element = event.target;
    if (at < stops.length && element !== stops[at]) {
      faults.push('at ' + name(element) + ' where it should be at ' + name(stops[at]));
    }
    at += 1;
    const style = getComputedStyle(element);
    if (style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2) { faults.push('focus is not seen: ' + name(element)); }
  });
  window.ballastWalk = {
    stops,
    faults: () => {
      for (const stop of stops) { if (stop.tabIndex > 0) { faults.push('has an order of its own: ' + name(stop)); } }
      const main = stops.filter(stop => stop.closest('main') && !stop.closest('table'));
      for (let i = 1; i < main.length; i++) {
        const before = main[i - 1].getBoundingClientRect();
        const after = main[i].getBoundingClientRect();
        if (after.bottom <= before.top && after.left < before.right) { faults.push('stands above the one before: ' + name(main[i])); }
      }
      if (at !== Math.min(stops.length, 60)) { faults.push(at + ' of ' + stops.length + ' were reached'); }
      return faults;
    },
  };
})();
