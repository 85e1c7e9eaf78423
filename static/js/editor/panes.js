/* The right pane: tabs whose fragments come from the server when they are first looked at, and after each save. */
import { make } from "./dialogs.js";
import { page, say } from "./says.js";
import * as server from "./server.js";

const KEPT = "desk-editor-tab";

export class Panes {
  constructor(root) {
    this.tabs = [...root.querySelectorAll("[role=tab]")];
    this.body = root.querySelector("[role=tabpanel]");
    this.asked = 0;
    this.tabs.forEach((tab, n) => {
      tab.addEventListener("click", () => this.show(tab));
      tab.addEventListener("keydown", (event) => {
        const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
        if (!step) return;
        event.preventDefault();
        this.show(this.tabs.at((n + step) % this.tabs.length)).focus();
      });
    });
    this.show(this.tabs.find((tab) => tab.dataset.panel === sessionStorage.getItem(KEPT)) ?? this.tabs[0]);
    document.addEventListener("desk:saved", () => { if (this.tab.dataset.panel !== "source") this.load(); });
    this.body.addEventListener("desk:reload", () => this.load());
  }

  show(tab) {
    this.tab = tab;
    sessionStorage.setItem(KEPT, tab.dataset.panel);
    this.tabs.forEach((one) => { one.setAttribute("aria-selected", one === tab); one.tabIndex = one === tab ? 0 : -1; });
    this.body.setAttribute("aria-labelledby", tab.id);
    this.body.dataset.panel = tab.dataset.panel;
    this.body.replaceChildren(make("p", { class: "empty" }, say("loading")));
    this.load();
    return tab;
  }

  async load(address = page.panels[this.tab.dataset.panel]) {
    const asked = (this.asked += 1);
    const html = address ? await server.panel(address) : null;
    if (asked !== this.asked) return;
    if (html === null) { this.body.replaceChildren(make("p", { class: "empty" }, say("panel_none"))); return; }
    if (this.body.contains(document.activeElement) && this.body.querySelector("textarea:focus, input:focus")) return; // somebody writes there
    if ([...this.body.querySelectorAll("textarea")].some((one) => one.value !== one.defaultValue)) return; // or has begun to
    this.body.innerHTML = html;
    this.body.dispatchEvent(new CustomEvent("desk:panel", { bubbles: true, detail: { panel: this.tab.dataset.panel } }));
  }
}
