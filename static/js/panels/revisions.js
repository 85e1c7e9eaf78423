/* The latest saves beside the text: a press on what one changed leads there, the cursor's clause is marked in the list. */

const panel = () => document.querySelector("[data-revisions]");

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-revisions] [data-go]");
  if (button) document.dispatchEvent(new CustomEvent("desk:go", { detail: { key: button.dataset.go } }));
});

document.addEventListener("desk:clause", (event) => {
  panel()?.querySelectorAll("li[data-key]").forEach((one) => one.classList.toggle("at", one.dataset.key === event.detail?.key));
});
