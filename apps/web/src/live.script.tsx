/**
 * The one script of pages that keep themselves up to date; without it they are read as they are and loaded anew by hand. It opens the streams
 * that the page names, and at each event, and after each break, asks for the same page again and takes over what has changed: the server
 * alone decides what is shown and how. At most once a second, however much happens.
 */
export const LIVE_SCRIPT = `'use strict';
(() => {
  const streams = JSON.parse(document.body.dataset.streams || '[]');
  let isAsking = false;
  let isStale = false;
  function takeOver(page) {
    const focus = document.activeElement && document.activeElement.getAttribute('href');
    for (const place of document.querySelectorAll('[data-live]')) {
      const fresh = page.getElementById(place.id);
      if (fresh && fresh.innerHTML !== place.innerHTML) place.replaceChildren(...fresh.childNodes);
    }
    if (focus && document.activeElement === document.body) {
      const again = [...document.querySelectorAll('a[href]')].find((link) => link.getAttribute('href') === focus);
      if (again) again.focus();
    }
  }
  async function ask() {
    isStale = true;
    if (isAsking) return;
    isAsking = true;
    while (isStale) {
      isStale = false;
      try {
        const answer = await fetch(location.href);
        if (answer.ok) takeOver(new DOMParser().parseFromString(await answer.text(), 'text/html'));
      } catch {}
      await new Promise((resolve) => setTimeout(resolve, 1000));
    }
    isAsking = false;
  }
  for (const query of streams) {
    const source = new EventSource('/graphql/stream?query=' + encodeURIComponent(query));
    let hasBegun = false;
    source.addEventListener('next', ask);
    source.addEventListener('open', () => {
      if (hasBegun) void ask();
      hasBegun = true;
    });
    addEventListener('pagehide', () => source.close());
  }
  addEventListener('pageshow', (event) => event.persisted && location.reload());
})();
`;
