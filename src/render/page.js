'use strict';
(() => {
  const form = document.querySelector('form');
  const chosen = () => Object.fromEntries(new FormData(form));
  const holds = (pair, choice) => {
    const at = pair.indexOf('=');
    return choice[pair.slice(0, at)] === pair.slice(at + 1);
  };
  const isFor = (when, choice) => when.split(';').some((all) => all.split(' ').every((pair) => holds(pair, choice)));
  const show = () => {
    const choice = chosen();
    for (const section of document.querySelectorAll('main > section')) {
      let any = false;
      for (const view of section.querySelectorAll('.view')) {
        view.hidden = !isFor(view.dataset.when, choice);
        any = any || !view.hidden;
      }
      for (const chart of section.querySelectorAll('.chart')) chart.hidden = !isFor(chart.dataset.when, choice);
      section.querySelector('.otherwise').hidden = any;
    }
    const labels = [...form.querySelectorAll('input:checked')].map((input) => input.nextElementSibling.textContent);
    document.getElementById('reading').textContent = labels.join(' · ');
  };
  const fromAddress = () => {
    for (const [name, value] of new URLSearchParams(location.hash.slice(1))) {
      const input = [...form.elements].find((one) => one.name === name && one.value === value);
      if (input) input.checked = true;
    }
    show();
  };
  form.addEventListener('change', () => {
    history.replaceState(null, '', '#' + new URLSearchParams(chosen()));
    show();
  });
  addEventListener('hashchange', fromAddress);
  fromAddress();
})();
