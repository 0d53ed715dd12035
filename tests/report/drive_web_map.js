// Drives the web map as its readers do, and writes down what it does; see
// test_web_map_in_a_browser.py, which puts it at the end of the page.
function one(selector) { return document.querySelector(selector); }
function all(selector) { return Array.from(document.querySelectorAll(selector)); }
function words(selector) { return all(selector).map(function (e) { return e.textContent; }); }
function paths() { return all(".leaflet-overlay-pane path").length; }
function key(target, name) {
  var code = { ArrowRight: 39, ArrowDown: 40, Escape: 27 }[name];
  target.dispatchEvent(
    new KeyboardEvent("keydown", { key: name, code: name, keyCode: code, bubbles: true }));
}
function write(text) {
  one("#find").value = text;
  one("#find").dispatchEvent(new Event("input"));
}

told.ready = document.documentElement.getAttribute("data-map");
told.resources = performance.getEntriesByType("resource").map(function (e) { return e.name; });
told.footprints = paths();
told.numbers = words(".number");
one('[data-layer="0"]').click();
told.withLayer = paths();
one('[data-layer="0"]').click();
told.withoutLayer = paths();
one('[data-layer="footprints"]').click();
told.withoutFootprints = paths();
one('[data-layer="footprints"]').click();

one('[data-footprint="1"]').focus();
one('[data-footprint="1"]').click();
told.popup = one(".leaflet-popup-content").innerText;
told.link = (one(".leaflet-popup-content a") || {}).href;
told.current = one("[aria-current]").textContent;
told.status = one("#told").textContent;
document.activeElement.blur();
key(document, "Escape");
told.closed = !window.map_main._popup.isOpen();
told.focus = document.activeElement.getAttribute("data-footprint");

write(SEARCH);
told.hits = words("#found button");
told.count = one("#found-count").textContent;
key(one("#find"), "ArrowDown");
told.first = document.activeElement === one("#found button");
document.activeElement.click();
// The one before is still fading away.
told.foundPopup = all(".leaflet-popup-content").pop().innerText;
write("nobody has such a name");
told.none = one("#found-count").textContent;

one("#whole").click();
var holder = window.map_main.getContainer();
// What still moves comes to rest first.
window.setTimeout(function () {
  holder.focus();
  told.focusable = document.activeElement === holder;
  told.moves = 0;
  window.map_main.on("movestart", function () { told.moves += 1; });
  key(holder, "ArrowRight");
  // A table wider than the window scrolls in its own box, never the page.
  one("table").style.width = "3000px";
  told.sideways = document.documentElement.scrollWidth - document.documentElement.clientWidth;
  told.captionFits = one("caption").getBoundingClientRect().width <= window.innerWidth;
  var out = document.createElement("div");
  out.id = "told-here";
  out.textContent = JSON.stringify(told);
  document.body.appendChild(out);
}, 600);
