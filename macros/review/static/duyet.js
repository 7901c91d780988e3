// What a superior says of the records in a review. It stays in this browser until it is saved as one file, which is sent back by hand.
// A page from the disk may have a store of its own that no other page sees, or none, so what is said on the page of a record travels to
// the list in the address. Old browsers run it too.
"use strict";

(() => {
  const forms = Array.from(document.querySelectorAll("[data-duyet]"));
  const saving = document.querySelector("[data-duyet-luu]");
  const without = document.querySelector("[data-duyet-khong]");
  const CARRIED = "#ghi=";
  const WORDS = { approve: "Duyệt", revise: "Sửa lại", remark: "Nhận xét" };
  let store = null;
  let memory = {};

  try {
    store = window.localStorage;
    store.getItem("duyet");
  } catch (error) {
    store = null; // a browser that keeps nothing for pages from the disk
  }

  function kept() {
    try {
      return (store && JSON.parse(store.getItem("duyet"))) || memory;
    } catch (error) {
      return memory;
    }
  }

  function keep(all) {
    memory = all;
    try {
      if (store) store.setItem("duyet", JSON.stringify(all));
    } catch (error) {
      // It holds for this page.
    }
  }

  /** What was said under a number holds for what was seen, and for nothing else. */
  const keyOf = (form) => `${form.dataset.duyet}-${form.dataset.ban}`;

  function said(form) {
    const chosen = form.querySelector("input[name=verdict]:checked");
    const text = form.elements.text.value.trim();
    return chosen || text ? { verdict: chosen ? chosen.value : "remark", text } : null;
  }

  function show() {
    const all = kept();
    for (const form of forms) {
      const one = all[keyOf(form)];
      if (!form.contains(document.activeElement)) {
        for (const radio of form.elements.verdict) radio.checked = Boolean(one && one.verdict === radio.value);
        form.elements.text.value = one ? one.text : "";
      }
      const told = document.querySelector(`[data-duyet-da="${form.dataset.duyet}"]`);
      if (told) told.textContent = one ? ` · đã ghi: ${WORDS[one.verdict]}` : "";
    }
    if (saving && all.by && !saving.contains(document.activeElement)) {
      saving.elements.name.value = all.by.name;
      saving.elements.role.value = all.by.role;
    }
  }

  function note(form) {
    const all = kept();
    const one = said(form);
    if (one) all[keyOf(form)] = one;
    else delete all[keyOf(form)];
    keep(all);
    show();
  }

  /** What came along from the page of a record. */
  function take() {
    if (location.hash.indexOf(CARRIED) !== 0) return;
    try {
      const [key, one] = JSON.parse(decodeURIComponent(location.hash.slice(CARRIED.length)));
      if (WORDS[one.verdict] && typeof one.text === "string") {
        const all = kept();
        all[key] = { verdict: one.verdict, text: one.text.slice(0, 2000) };
        keep(all);
      }
      history.replaceState(null, "", location.pathname);
      const item = document.getElementById(`so-${key.split("-")[0]}`);
      if (item) item.scrollIntoView();
    } catch (error) {
      // Not one of ours.
    }
  }

  function plain(name) {
    return name.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
  }

  function save() {
    const told = saving.querySelector("[data-duyet-noi]");
    const [name, role] = [saving.elements.name.value.trim(), saving.elements.role.value.trim()];
    const remarks = [];
    for (const form of forms) {
      const one = said(form);
      if (one) remarks.push({ number: form.dataset.duyet, record: form.dataset.ma, title: form.dataset.ten, seen: form.dataset.ban, verdict: one.verdict, text: one.text });
    }
    if (!remarks.length || !name) {
      told.textContent = remarks.length ? "Xin ghi họ và tên." : "Chưa ghi ý kiến nào.";
      if (remarks.length) saving.elements.name.focus();
      return;
    }
    keep(Object.assign(kept(), { by: { name, role } }));
    const file = { review: 1, site: saving.dataset.site, made: saving.dataset.ngay, by: { name, role }, remarks };
    const link = document.createElement("a");
    link.download = `nhan-xet-${saving.dataset.ngay}-${plain(name).slice(0, 40) || "nguoi-duyet"}.json`;
    link.href = URL.createObjectURL(new Blob([`${JSON.stringify(file, null, 1)}\n`], { type: "application/json" }));
    document.body.append(link);
    link.click();
    link.remove();
    told.textContent = `Đã lưu ${remarks.length} ý kiến vào tệp ${link.download} (xem ở thư mục Tải về). Xin gửi tệp ấy cho người làm trang.`;
  }

  take();
  show();
  for (const form of forms) {
    form.hidden = false;
    form.addEventListener("input", () => note(form));
    form.addEventListener("reset", () => setTimeout(() => note(form)));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      const one = said(form);
      if (form.dataset.ve) location.assign(form.dataset.ve + (one ? CARRIED + encodeURIComponent(JSON.stringify([keyOf(form), one])) : `#so-${form.dataset.duyet}`));
    });
  }
  addEventListener("storage", show);
  addEventListener("pageshow", show);
  if (without) without.hidden = true;
  if (saving) {
    saving.hidden = false;
    saving.addEventListener("submit", (event) => {
      event.preventDefault();
      save();
    });
    saving.addEventListener("input", () => keep(Object.assign(kept(), { by: { name: saving.elements.name.value, role: saving.elements.role.value } })));
  }
})();
