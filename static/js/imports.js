/* Drag and drop for the upload form, and progress of jobs without reloading. The page works without either. */
(() => {
  const zone = document.querySelector(".dropzone");
  if (zone) {
    const input = zone.querySelector("input[type=file]");
    const chosen = zone.querySelector(".chosen");
    const list = () => {
      chosen.replaceChildren(...[...input.files].map((file) => {
        const row = document.createElement("li");
        row.textContent = file.name;
        return row;
      }));
    };
    input.addEventListener("change", list);
    zone.addEventListener("dragover", (event) => { event.preventDefault(); zone.classList.add("over"); });
    zone.addEventListener("dragleave", () => zone.classList.remove("over"));
    zone.addEventListener("drop", (event) => {
      event.preventDefault();
      zone.classList.remove("over");
      if (event.dataTransfer.files.length) {
        input.files = event.dataTransfer.files;
        list();
      }
    });
  }

  // One press is one deed: a second would hand the same files in, or publish, again.
  document.querySelectorAll(".upload, .publish, .once").forEach((form) => {
    form.addEventListener("submit", () => { form.querySelector("button[type=submit]").disabled = true; });
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll(".upload button, .publish button, .once button").forEach((button) => { button.disabled = false; });
  });

  const jobs = document.querySelector(".jobs");
  const moving = () => [...document.querySelectorAll(".job[data-moving]")];
  const show = (row, job) => {
    const bar = row.querySelector(".job-progress");
    const state = row.querySelector(".job-state");
    bar.value = job.progress;
    bar.hidden = !job.moving;
    state.textContent = job.label;
    state.className = `job-state job-${job.state}`;
    row.querySelector(".job-message").innerHTML = job.message; // made by the server, with the language of each word
    if (!job.moving) row.removeAttribute("data-moving");
  };
  const look = async () => {
    const rows = moving();
    if (!rows.length) return;
    const query = rows.map((row) => `job=${row.dataset.job}`).join("&");
    try {
      const answer = await fetch(`${jobs.dataset.progressUrl}?${query}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(answer.status);
      for (const job of (await answer.json()).jobs) {
        const row = document.querySelector(`.job[data-job="${job.id}"]`);
        if (row) show(row, job);
      }
      if ("reload" in jobs.dataset && !moving().length) { location.reload(); return; }
    } catch { /* the server may be restarting: look again later */ }
    setTimeout(look, 1000);
  };
  if (jobs) look();
})();
