/* The proof beside the page: asks until it is typeset, then shows its sheets as pictures. */
const preview = document.querySelector("[data-preview]");
const sheets = preview.querySelector(".preview-sheets");
const bar = preview.querySelector("progress");
const frame = preview.querySelector("iframe");

const show = ({ pages, sheets: address }) => {
  preview.querySelector("[data-pages]").textContent = sheets.dataset.countLabel.replace("{n}", pages);
  sheets.replaceChildren(...Array.from({ length: pages }, (_, n) => {
    const image = document.createElement("img");
    image.loading = "lazy";
    image.src = address.replace("/0.png", `/${n + 1}.png`);
    image.alt = sheets.dataset.pageLabel.replace("{n}", n + 1);
    image.addEventListener("load", () => { image.style.setProperty("aspect-ratio", "auto"); });
    return image;
  }));
};

const look = async () => {
  let told = { ready: false, share: bar.value, failed: false };
  try {
    told = await (await fetch(preview.dataset.stateUrl, { headers: { Accept: "application/json" } })).json();
  } catch { /* the server may be restarting: ask again */ }
  if (told.ready) { show(told); return; }
  bar.value = told.share;
  preview.querySelector("[data-failed]").hidden = !told.failed;
  preview.querySelector("[data-waiting]").hidden = bar.hidden = told.failed;
  setTimeout(look, told.failed ? 10000 : 1000);
};

// What is public opens beside: its pages show themselves in no frame.
const free = () => {
  const page = frame.contentDocument;
  page?.querySelectorAll("a[href]").forEach((link) => {
    if (link.getAttribute("href").startsWith("#") || link.pathname.includes("/desk/")) return;
    link.target = "_blank";
    link.rel = "noopener";
  });
};
frame.addEventListener("load", free);
free();
look();
