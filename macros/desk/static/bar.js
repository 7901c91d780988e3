// On pages of the preview: loads the page anew when the site has changed.

const stream = new EventSource("/ban-lam-viec/api/events");
let first = null;
stream.onmessage = (event) => {
  const { number } = JSON.parse(event.data);
  if (first === null) first = number;
  else if (number !== first) location.reload();
};
addEventListener("pagehide", () => stream.close());
