// The buttons of partials/share.html: each shows only where the browser can do what it says.

const take = document.querySelector("[data-take]");
const said = take.querySelector("[data-take-said]");
const copy = take.querySelector("[data-take-copy]");
const url = copy.dataset.url ?? location.href.split("#")[0];

/** Shows a button, and does `action` when it is pressed. */
function offer(name, action) {
  const button = take.querySelector(`[data-take-${name}]`);
  button.hidden = false;
  button.addEventListener("click", action);
}

offer("print", () => window.print());

if (navigator.share) {
  // Rejects when the reader closes the sheet without choosing: nothing to tell.
  offer("send", () => navigator.share({ title: document.title, url }).catch(() => {}));
}

if (navigator.clipboard) {
  offer("copy", async () => {
    try {
      await navigator.clipboard.writeText(url);
      said.textContent = "Đã sao chép địa chỉ.";
    } catch {
      said.textContent = `Trình duyệt không cho sao chép. Địa chỉ: ${url}`;
    }
  });
}
