// The buttons of partials/share.html: each shows only where the browser can do what it says.

const WHILE_PRINTING = 1000; // ms in which a browser that prints begins to

function serve(take) {
  const said = take.querySelector("[data-take-said]");
  const url = take.querySelector("[data-take-copy]").dataset.url ?? location.href.split("#")[0];

  /** Shows a button, and does `action` when it is pressed. */
  function show(name, action) {
    const button = take.querySelector(`[data-take-${name}]`);
    button.hidden = false;
    button.addEventListener("click", action);
  }

  // The browsers inside Zalo and Facebook have `print`, which does nothing and says nothing.
  if (window.print) {
    show("print", () => {
      let isPrinting = false;
      addEventListener("beforeprint", () => (isPrinting = true), { once: true });
      window.print();
      setTimeout(() => {
        if (!isPrinting) said.textContent = "Trình duyệt này không in được. Xin mở trang bằng Chrome, Safari hoặc Firefox rồi in.";
      }, WHILE_PRINTING);
    });
  }

  if (navigator.share) {
    // Rejects when the reader closes the sheet without choosing: nothing to tell.
    show("send", () => navigator.share({ title: document.title, url }).catch(() => {}));
  }

  if (navigator.clipboard) {
    show("copy", async () => {
      try {
        await navigator.clipboard.writeText(url);
        said.textContent = "Đã sao chép địa chỉ.";
      } catch {
        said.textContent = `Trình duyệt không cho sao chép. Địa chỉ: ${url}`;
      }
    });
  }
}

document.querySelectorAll("[data-take]").forEach(serve);
