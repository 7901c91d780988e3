// "Phường của tôi": the unit that a reader wants to begin with. It is found on the device and kept there; nothing is sent.

import { contains } from "./ground.js";

const KEY = "mine";
const root = new URL("../", import.meta.url);

/** What is kept, { name, page }; only if that is a page of this site, as others on the same host may write there. */
function kept() {
  try {
    const { name, page } = JSON.parse(localStorage.getItem(KEY));
    const isOurs = typeof name === "string" && typeof page === "string" && new URL(page, root).href.startsWith(root.href);
    return isOurs ? { name, page } : null;
  } catch {
    return null; // a browser that keeps nothing, or what we cannot read
  }
}

/** Keeps a unit, { name, page }, or none; whether the browser does. */
function keep(unit) {
  try {
    if (unit) localStorage.setItem(KEY, JSON.stringify(unit));
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}

/** The home page begins with what is kept. */
function begin(place) {
  const unit = kept();
  if (!unit) {
    delete document.documentElement.dataset.mine;
    return;
  }
  const link = place.querySelector("a");
  link.href = new URL(unit.page, root);
  link.textContent = unit.name;
  place.querySelector("button").addEventListener("click", () => {
    keep(null);
    delete document.documentElement.dataset.mine;
  });
}

/** On the page of a unit: whether it is the one that is kept. */
function offer(place) {
  const { name, page } = place.dataset;
  const button = place.querySelector("button");
  const said = place.querySelector("[role=status]");
  const show = () => {
    const unit = kept();
    button.textContent = unit && unit.page === page ? "Thôi nhớ nơi này" : "Nhớ là nơi tôi ở";
  };
  button.addEventListener("click", () => {
    const unit = kept();
    const isKept = Boolean(unit && unit.page === page);
    const done = keep(isKept ? null : { name, page });
    said.textContent = !done ? "Trình duyệt này không cho lưu lại lựa chọn." : isKept ? "Trang chủ không còn mở đầu bằng nơi này." : "Đã nhớ trên máy này; trang chủ sẽ mở đầu bằng nơi này.";
    show();
  });
  show();
}

/** Finds the unit where the reader stands: asked for only then, and worked out here. */
function find(place) {
  const button = place.querySelector("button");
  const said = place.querySelector("[role=status]");
  button.addEventListener("click", () => {
    button.disabled = true;
    said.textContent = "Đang tìm…";
    navigator.geolocation.getCurrentPosition(
      async ({ coords }) => {
        try {
          const response = await fetch(new URL(place.dataset.borders, root));
          const { features } = await response.json();
          const here = features.find((one) => contains(one.geometry.coordinates, coords.longitude, coords.latitude));
          tell(said, here && here.properties, coords.accuracy);
        } catch {
          said.textContent = "Chưa tải được ranh giới các đơn vị. Xin thử lại khi có mạng.";
        }
        button.disabled = false;
      },
      (error) => {
        said.textContent = error.code === error.PERMISSION_DENIED ? "Trình duyệt chưa được phép cho biết vị trí. Có thể gõ tên phường, xã vào ô tìm kiếm." : "Chưa xác định được vị trí. Có thể gõ tên phường, xã vào ô tìm kiếm.";
        button.disabled = false;
      },
      { maximumAge: 600000, timeout: 15000 },
    );
  });
}

function tell(said, unit, accuracy) {
  said.textContent = "";
  if (!unit) {
    said.textContent = "Nơi đang đứng không thuộc đơn vị nào mà trang thông tin này có ranh giới. Có thể gõ tên phường, xã vào ô tìm kiếm.";
    return;
  }
  const rough = accuracy > 1000 ? ` (vị trí chỉ chính xác đến khoảng ${Math.round(accuracy / 1000)} km)` : "";
  if (unit.page) {
    const link = document.createElement("a");
    link.href = new URL(unit.page, root);
    link.textContent = unit.name;
    said.append(link, `${rough}.`);
  } else {
    said.textContent = `${unit.name}${rough}: trang thông tin này chưa có mô hình, sự kiện nào ở đó.`;
  }
}

document.querySelectorAll("[data-mine-kept]").forEach(begin);
document.querySelectorAll("[data-mine-offer]").forEach(offer);
document.querySelectorAll("[data-mine-find]").forEach(find);
