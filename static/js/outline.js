// Lets the contents rail follow the reader. The page is whole without it.
"use strict";
(() => {
  const drawer = document.querySelector(".rail-drawer");
  if (!drawer) return;
  const wide = window.matchMedia("(min-width: 68.001rem)");
  const settle = () => { drawer.open = wide.matches; };
  settle();
  wide.addEventListener("change", settle);

  const links = new Map();
  for (const link of drawer.querySelectorAll("a[href^='#']")) {
    const place = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (place) links.set(place, link);
  }
  const places = [...links.keys()];
  let current = null;
  const follow = () => {
    const line = window.innerHeight * 0.25;
    let found = places[0];
    for (const place of places) {
      if (place.getBoundingClientRect().top > line) break;
      found = place;
    }
    if (!found || found === current) return;
    if (current) links.get(current).removeAttribute("aria-current");
    current = found;
    const link = links.get(found);
    link.setAttribute("aria-current", "location");
    if (wide.matches) {
      const rail = drawer.parentElement;
      const top = link.offsetTop - rail.offsetTop;
      if (top < rail.scrollTop || top > rail.scrollTop + rail.clientHeight - 4 * link.offsetHeight) rail.scrollTop = top - rail.clientHeight / 3;
    }
  };
  const observer = new IntersectionObserver(follow, { rootMargin: "0px 0px -75% 0px", threshold: [0, 1] });
  places.forEach((place) => observer.observe(place));
  drawer.addEventListener("click", (event) => {
    if (event.target.closest("a") && !wide.matches) drawer.open = false;
  });
  follow();
})();
