"use strict";
// What the page does: lists, search and pop-ups over the map that folium's script has made.
// Names come from files: they are only ever set as text, never as markup.
(function () {
  var data = JSON.parse(document.getElementById("map-data").textContent);
  var map = window.map_main, footprints = window.geo_json_footprints, gap = window.geo_json_gap;
  var calm = window.matchMedia && window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  var shapes = {}, chosen = -1, cameFrom = null, flagged = null, shown = {}, untouched = true;

  function element(tag, words, className) {
    var made = document.createElement(tag);
    if (words !== undefined) { made.textContent = words; }
    if (className) { made.className = className; }
    return made;
  }

  function isolated(tag, words, className) {
    // Text that runs from right to left leaves what stands beside it alone.
    var made = element(tag, undefined, className);
    made.appendChild(element("bdi", words));
    return made;
  }

  // --- what the map shows -------------------------------------------------------------------

  function label(at, words, className, size, down) {
    var anchor = [size[0] / 2, size[1] / 2 - (down || 0)];
    var icon = L.divIcon({ className: className, iconSize: size, iconAnchor: anchor, html: isolated("span", words) });
    return L.marker(at, { icon: icon, interactive: false, keyboard: false });
  }

  var numbers = L.layerGroup(data.footprints.filter(function (each) { return each.at; }).map(
    function (each) { return label(each.at, String(each.number), "number", [40, 24]); }));

  footprints.eachLayer(function (shape) {
    var i = shape.feature.properties.i;
    shapes[i] = shape;
    shape.on("click", function (event) { choose(i, event.latlng, false); });
    shape.on("mouseover", function () { if (i !== chosen) { shape.setStyle({ weight: 4 }); } });
    shape.on("mouseout", function () { mark(i); });
    shape.bindTooltip(isolated("span", data.footprints[i].number + ". " + data.footprints[i].name),
      { sticky: true });
  });

  function mark(i) {
    if (!shapes[i]) { return; }
    shapes[i].setStyle(i === chosen ? { weight: 6, color: "#000" } : shapes[i].feature.properties.style);
    if (i === chosen) { shapes[i].bringToFront(); outlinesToFront(); }
  }

  function outlinesToFront() {
    Object.keys(shown).forEach(function (n) { if (shown[n]) { layerNumber(n).bringToFront(); } });
  }

  function layerNumber(n) { return window["geo_json_layer" + n]; }

  var names = data.layers.map(function () { return L.layerGroup().addTo(map); });
  // How far up or down the name of an area may step aside, in pixels.
  var ASIDE = [0, 26, -26, 42, -42], NAME_WIDTH = 130, LETTER = 6.2, LINE = 14;

  function isWide(n) {
    var wide = 0, count = 0;
    layerNumber(n).eachLayer(function (shape) {
      var box = shape.getBounds();
      wide += map.latLngToLayerPoint(box.getNorthEast()).x - map.latLngToLayerPoint(box.getSouthWest()).x;
      count += 1;
    });
    return count > 0 && wide / count > NAME_WIDTH * .8;
  }

  function overlaps(a, b) {
    return Math.abs(a.x - b.x) * 2 < a.w + b.w && Math.abs(a.y - b.y) * 2 < a.h + b.h;
  }

  // Names of areas would cover the map where areas are small: they come with zooming in, and each
  // only where it covers no number and no other name.
  function nameAreas() {
    var view = map.getBounds().pad(.1), placed = [];
    numbers.eachLayer(function (each) {
      var point = map.latLngToContainerPoint(each.getLatLng());
      if (map.hasLayer(numbers)) { placed.push({ x: point.x, y: point.y, w: 34, h: 26 }); }
    });
    data.layers.forEach(function (layer, n) {
      names[n].clearLayers();
      if (!shown[n] || !isWide(n)) { return; }
      layer.areas.forEach(function (area) {
        if (area.length < 3 || !view.contains([area[1], area[2]])) { return; }
        var point = map.latLngToContainerPoint([area[1], area[2]]), long = area[0].length * LETTER;
        var box = { x: point.x, w: Math.min(long, NAME_WIDTH), h: LINE * Math.ceil(long / NAME_WIDTH) + 2 };
        var step = ASIDE.find(function (each) {
          box.y = point.y + each;
          return !placed.some(function (other) { return overlaps(box, other); });
        });
        if (step === undefined) { return; }
        placed.push(box);
        names[n].addLayer(label([area[1], area[2]], area[0], "area-name", [NAME_WIDTH, 30], step));
      });
    });
  }

  function show(which, on) {
    if (which === "footprints") {
      [footprints, gap, numbers].forEach(function (each) { if (on) { each.addTo(map); } else { each.remove(); } });
      outlinesToFront();
      nameAreas();
      return;
    }
    shown[which] = on;
    if (on) { layerNumber(which).addTo(map); layerNumber(which).bringToFront(); } else { layerNumber(which).remove(); }
    nameAreas();
  }

  // --- choosing a footprint -----------------------------------------------------------------

  function popup(i) {
    var about = data.footprints[i], box = element("div"), list = element("dl");
    box.appendChild(isolated("h3", about.number + ". " + about.name));
    about.lines.forEach(function (line) {
      list.appendChild(isolated("dt", line[0]));
      list.appendChild(isolated("dd", line[1]));
    });
    box.appendChild(list);
    if (about.comment) {
      var link = element("a", "Send a comment");
      link.href = about.comment;
      box.appendChild(link);
    }
    return box;
  }

  function choose(i, at, zoom) {
    var before = chosen;
    chosen = i;
    mark(before);
    mark(i);
    Array.prototype.forEach.call(document.querySelectorAll("[data-footprint]"), function (button) {
      if (Number(button.getAttribute("data-footprint")) === i) { button.setAttribute("aria-current", "true"); }
      else { button.removeAttribute("aria-current"); }
    });
    if (i < 0) { return; }
    untouched = false;
    var about = data.footprints[i];
    document.getElementById("told").textContent = about.number + ". " + about.name + ": " +
      about.lines.map(function (line) { return line.join(" "); }).join("; ");
    if (zoom && shapes[i]) { map.fitBounds(shapes[i].getBounds(), { padding: [30, 30], maxZoom: 14, animate: !calm }); }
    if (at || about.at) {
      L.popup({ minWidth: Math.min(480, map.getSize().x - 80), maxWidth: 520, maxHeight: Math.max(160, map.getSize().y - 140), autoPanPadding: [20, 20] })
        .setLatLng(at || about.at).setContent(popup(i)).openOn(map);
    }
  }

  map.on("popupclose", function () {
    var was = chosen;
    chosen = -1;
    mark(was);
    Array.prototype.forEach.call(document.querySelectorAll("[aria-current]"),
      function (button) { button.removeAttribute("aria-current"); });
  });

  Array.prototype.forEach.call(document.querySelectorAll("[data-footprint]"), function (button) {
    button.addEventListener("click", function () {
      cameFrom = button;
      choose(Number(button.getAttribute("data-footprint")), null, true);
    });
  });

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") { return; }
    map.closePopup();
    if (cameFrom && document.contains(cameFrom)) { cameFrom.focus(); }
    cameFrom = null;
  });

  // --- search -------------------------------------------------------------------------------

  function plain(text) {
    return text.normalize("NFKD").replace(/[\u0300-\u036f]/g, "").toLowerCase();
  }

  var MOST = 12, find = document.getElementById("find"), found = document.getElementById("found");
  var keys = data.found.map(function (each) { return plain(each[1] + " " + each[2]); });

  function search(words) {
    var wanted = plain(words).split(/\s+/).filter(Boolean), hits = [];
    if (!wanted.length) { return hits; }
    keys.forEach(function (key, n) {
      if (wanted.every(function (word) { return key.indexOf(word) >= 0; })) {
        // What begins with the words comes before what merely holds them.
        hits.push([key.indexOf(wanted.join(" ")) === 0 ? 0 : 1, n]);
      }
    });
    hits.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; });
    return hits.map(function (hit) { return data.found[hit[1]]; });
  }

  function goTo(hit) {
    untouched = false;
    var number = hit[3], at = hit[4] === null ? null : [hit[4], hit[5]], layer = hit[6], area = hit[7];
    if (flagged) { flagged.remove(); flagged = null; }
    if (layer >= 0) {
      var box = document.querySelector('[data-layer="' + layer + '"]');
      box.checked = true;
      show(String(layer), true);
      layerNumber(layer).eachLayer(function (shape) {
        if (shape.feature.properties.i === area) {
          map.fitBounds(shape.getBounds(), { padding: [40, 40], maxZoom: 14, animate: !calm });
          flagged = L.geoJSON(shape.feature, { interactive: false, style: { color: "#000", weight: 5, fill: true, fillOpacity: .25 } }).addTo(map);
        }
      });
    } else if (at && hit[0] !== "Footprint") {
      map.setView(at, Math.max(map.getZoom(), 13), { animate: !calm });
      flagged = L.circleMarker(at, { interactive: false, radius: 9, color: "#000", weight: 4, fillColor: "#fff", fillOpacity: .6 }).addTo(map);
    }
    if (number >= 0) { choose(number, hit[0] === "Footprint" ? null : at, hit[0] === "Footprint" || !at); }
    else {
      map.closePopup();
      document.getElementById("told").textContent = hit[1] + ": in no footprint";
    }
  }

  function list() {
    var hits = search(find.value);
    found.textContent = "";
    hits.slice(0, MOST).forEach(function (hit) {
      var item = element("li"), button = element("button");
      button.type = "button";
      button.appendChild(isolated("span", hit[1], "name"));
      var about = hit[0] + (hit[2] ? " " + hit[2] : "");
      if (hit[0] !== "Footprint") {
        about += hit[3] < 0 ? ", in no footprint" : (hit[6] >= 0 ? ", mostly in " : ", in ") +
          data.footprints[hit[3]].number + ". " + data.footprints[hit[3]].name;
      }
      button.appendChild(element("br"));
      button.appendChild(isolated("span", about, "fine"));
      button.addEventListener("click", function () { cameFrom = button; goTo(hit); });
      item.appendChild(button);
      found.appendChild(item);
    });
    document.getElementById("found-count").textContent = !find.value.trim() ? "" :
      !hits.length ? "Nothing found." :
      hits.length > MOST ? hits.length + " found, the first " + MOST + " are listed." : hits.length + " found.";
  }

  find.addEventListener("input", list);
  find.addEventListener("keydown", function (event) {
    var first = found.querySelector("button");
    if (event.key === "Enter" && first) { event.preventDefault(); first.click(); }
    if (event.key === "ArrowDown" && first) { event.preventDefault(); first.focus(); }
  });
  found.addEventListener("keydown", function (event) {
    var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) { return; }
    var buttons = Array.prototype.slice.call(found.querySelectorAll("button"));
    event.preventDefault();
    (buttons[buttons.indexOf(document.activeElement) + step] || find).focus();
  });

  // --- the start ----------------------------------------------------------------------------

  Array.prototype.forEach.call(document.querySelectorAll("[data-layer]"), function (box) {
    box.checked = box.getAttribute("data-layer") === "footprints";
    box.addEventListener("change", function () { show(box.getAttribute("data-layer"), box.checked); });
  });

  function whole() {
    map.fitBounds([[data.bounds[0], data.bounds[1]], [data.bounds[2], data.bounds[3]]], { padding: [14, 14], animate: false });
  }

  function sized(printing) {
    document.documentElement.classList.toggle("printing", printing);
    map.invalidateSize({ animate: false, pan: false });
    if (untouched || printing) { whole(); }
  }
  window.addEventListener("beforeprint", function () { map.closePopup(); sized(true); });
  window.addEventListener("afterprint", function () { sized(false); });

  var holder = map.getContainer();
  holder.setAttribute("role", "application");
  holder.setAttribute("aria-label", "Map of the footprints. The arrow keys move it, plus and minus zoom, Escape closes " +
    "what is open. The list of footprints and the table say the same.");
  map.attributionControl.setPrefix("Leaflet");
  map.setMaxZoom(17);
  numbers.addTo(map);
  map.on("moveend", nameAreas);
  // Until somebody has moved the map, it shows the whole place whatever size the window gets.
  map.on("resize", function () { if (untouched) { whole(); } });
  ["mousedown", "wheel", "keydown", "touchstart"].forEach(function (kind) {
    document.addEventListener(kind, function () { untouched = false; }, { passive: true });
  });
  document.getElementById("whole").addEventListener("click", function () { map.closePopup(); whole(); });
  whole();
  document.documentElement.setAttribute("data-map", "ready");
}());
