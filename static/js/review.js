/* The review page: what is chosen on one side is shown on the other. Without this file every link still leads there. */
(() => {
  const review = document.querySelector("[data-review]");
  if (!review) return;
  const panes = [...review.querySelectorAll(".review-pane")];
  const quiet = window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  // Tab goes from pane to pane, the arrows from record to record: a page holds hundreds of them.
  const links = (pane) => [...pane.querySelectorAll("a[data-at], [data-at] > a.line-number")];
  const settle = (pane, focused) => {
    const all = links(pane);
    const one = focused || all.find((link) => link.closest(".chosen")) || all[0];
    all.forEach((link) => link.setAttribute("tabindex", link === one ? "0" : "-1"));
  };
  const [, source, records] = panes;
  [source, records].forEach((pane) => settle(pane));

  const own = (place) => place.dataset.at.split(" ")[0];
  const behavior = quiet ? "auto" : "smooth";
  const bring = (pane, place) => {
    const frame = pane.getBoundingClientRect();
    const box = place.getBoundingClientRect();
    if (pane.scrollHeight <= pane.clientHeight) { place.scrollIntoView({ block: "center", behavior }); return; }
    if (box.top >= frame.top + 40 && box.bottom <= frame.bottom && box.left >= frame.left && box.right <= frame.right) return;
    const top = pane.scrollTop + box.top - frame.top - pane.clientHeight / 3;
    const left = pane.scrollLeft + Math.min(box.left - frame.left - 24, Math.max(0, box.right - frame.right + 24));
    pane.scrollTo({ top, left, behavior });
  };
  const choose = (at, from) => {
    review.querySelectorAll(".chosen").forEach((one) => { one.classList.remove("chosen"); one.removeAttribute("aria-current"); });
    const found = [...review.querySelectorAll("[data-at]")].filter((one) => one.dataset.at.split(" ").includes(at));
    found.forEach((one) => { one.classList.add("chosen"); if (one.matches("a.record")) one.setAttribute("aria-current", "true"); });
    panes.filter((pane) => pane !== from).forEach((pane) => {
      const first = found.find((one) => pane.contains(one));
      if (first) bring(pane, first);
    });
    [source, records].forEach((pane) => settle(pane, found.find((one) => pane.contains(one) && one.matches("a"))));
    const address = new URL(location.href);
    address.searchParams.set("at", at);
    history.replaceState(null, "", address);
  };
  review.addEventListener("click", (event) => {
    const place = event.target.closest("[data-at]");
    if (!place || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (String(window.getSelection()).length && !event.target.closest("a")) return;
    event.preventDefault();
    choose(own(place), place.closest(".review-pane"));
  });

  const turn = (way) => document.querySelector(`[data-turn="${way}"]`)?.click();
  const zooms = [...document.querySelectorAll("[data-zoom]")];
  const zoom = (link) => {
    const stage = document.querySelector("[data-stage]");
    if (!stage || !link) return;
    stage.className = `sheet-stage zoom-${link.dataset.zoom}`;
    zooms.forEach((one) => (one === link ? one.setAttribute("aria-current", "true") : one.removeAttribute("aria-current")));
    const address = new URL(location.href);
    address.searchParams.set("zoom", link.dataset.zoom);
    history.replaceState(null, "", address);
    document.querySelectorAll("[data-turn]").forEach((one) => {
      const way = new URL(one.href);
      way.searchParams.set("zoom", link.dataset.zoom);
      one.href = way;
    });
  };
  zooms.forEach((link) => link.addEventListener("click", (event) => { event.preventDefault(); zoom(link); }));
  const nearer = (step) => zoom(zooms[zooms.findIndex((one) => one.hasAttribute("aria-current")) + step]);

  const along = (step) => {
    const link = document.activeElement?.closest("a[data-at], a.line-number");
    const pane = link?.closest(".review-pane");
    const all = pane ? links(pane) : [];
    const next = all[all.indexOf(link) + step];
    if (!next) return false;
    next.focus({ preventScroll: false });
    choose(own(next.closest("[data-at]")), pane);
    return true;
  };
  const deeds = {
    ArrowLeft: () => turn("before"),
    ArrowRight: () => turn("after"),
    ArrowUp: () => along(-1),
    ArrowDown: () => along(1),
    "+": () => nearer(1),
    "=": () => nearer(1),
    "-": () => nearer(-1),
  };
  // Keys of the finding in focus: what it does not offer does nothing.
  const decide = (...names) => {
    const finding = document.activeElement?.closest("[data-review-finding]");
    const form = names.map((name) => finding?.querySelector(`form[data-deed="${name}"]`)).find(Boolean);
    if (!form) return false;
    const reason = form.querySelector("input[name=reason]");
    if (reason) { form.closest("details").open = true; reason.focus(); } else form.requestSubmit();
    return true;
  };
  Object.assign(deeds, {
    f: () => decide("fix"),
    r: () => decide("refer"),
    b: () => decide("accept"),
    u: () => decide("undo", "reopen"),
  });
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.target.closest("input, select, textarea, .record-rows, summary")) return;
    if (document.querySelector("dialog[open]") || (event.key.length === 1 && localStorage.getItem("desk-single-keys") === "off")) return;
    const deed = deeds[event.key];
    if (deed && deed() !== false) event.preventDefault();
  });

  const outline = document.querySelector("[data-outline]");
  const wide = window.matchMedia("(min-width: 68.001rem)");
  const fold = () => { outline.open = wide.matches; };
  fold();
  wide.addEventListener("change", fold);
  const chosen = panes.map((pane) => [pane, pane.querySelector(".chosen")]).filter(([, one]) => one);
  chosen.filter(([pane]) => pane.scrollHeight > pane.clientHeight).forEach(([pane, one]) => bring(pane, one));
})();
