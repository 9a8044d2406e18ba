// The map: subdistricts as surfaces, matters gathered into marks as the view moves.
"use strict";

// Marks closer than this, in pixels, are gathered into one.
const APART = 60;

function textOf(tag, words, url) {
  const made = document.createElement(tag);
  made.textContent = words;
  if (url) made.href = url;
  return made;
}

// Names and titles stay in their language.
function source(made) {
  made.lang = "zh";
  return made;
}

function told(properties, words) {
  const box = document.createElement("div");
  const head = textOf(properties.url ? "a" : "b", words, properties.url);
  box.append(properties.source ? source(head) : head);
  if (properties.note) box.append(document.createElement("br"), textOf("span", properties.note));
  return box;
}

function sizeOf(count) {
  return count === 1 ? 18 : Math.min(26 + 6 * Math.floor(Math.log10(count)), 50);
}

function mark(feature, where) {
  const { count, late, title } = feature.properties;
  const size = sizeOf(count);
  const icon = L.divIcon({
    className: `atlas-mark${late ? " is-overdue" : ""}`,
    iconSize: [size, size],
    html: count > 1 ? String(count) : "",
  });
  const made = L.marker(where, { icon, title });
  return made.bindPopup(told(feature.properties, title));
}

function shape(feature) {
  return { className: `atlas-outline${feature.properties.late ? " is-overdue" : ""}`, weight: 2 };
}

function explain(feature, layer) {
  layer.bindPopup(told(feature.properties, feature.properties.title));
}

class Atlas {
  constructor(element) {
    this.element = element;
    const { closer: zoomInTitle, farther: zoomOutTitle } = element.dataset;
    this.map = L.map(element, { attributionControl: false, zoomControl: false, zoomSnap: 0.5 });
    L.control.zoom({ zoomInTitle, zoomOutTitle }).addTo(this.map);
    this.outlines = L.layerGroup().addTo(this.map);
    this.marks = L.layerGroup().addTo(this.map);
    this.asked = 0;
    if (element.dataset.tiles) L.tileLayer(element.dataset.tiles, { maxZoom: 19 }).addTo(this.map);
  }

  async read(address) {
    const answer = await fetch(address, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
  }

  async begin() {
    const areas = await this.read(this.element.dataset.areas);
    const drawn = L.geoJSON(areas, {
      style: { color: "#8593a1", weight: 1, fillColor: "#e9f1f9", fillOpacity: 0.5 },
      onEachFeature: (feature, layer) => {
        const { name, title } = feature.properties;
        layer.bindTooltip(source(textOf("span", name)), { permanent: true, direction: "center", className: "atlas-area-name" });
        layer.bindPopup(told(feature.properties, `${name} · ${title}`));
      },
    }).addTo(this.map);
    const bounds = drawn.getBounds();
    if (bounds.isValid()) this.map.fitBounds(bounds, { padding: [12, 12] });
    else this.map.setView([31.21, 121.4], 12);
    this.map.on("moveend", () => this.show());
    await this.show();
  }

  box() {
    const view = this.map.getBounds();
    return [view.getSouth(), view.getWest(), view.getNorth(), view.getEast()]
      .map((degrees) => degrees.toFixed(6))
      .join(",");
  }

  // An answer that was overtaken by a later question is not drawn.
  async show() {
    const turn = (this.asked += 1);
    const across = Math.round(this.element.clientWidth / APART);
    const { marks, outlines } = this.element.dataset;
    const box = `box=${this.box()}`;
    const [found, shapes] = await Promise.all([
      this.read(`${marks}&${box}&across=${across}`),
      outlines ? this.read(`${outlines}&${box}`) : { features: [] },
    ]);
    if (turn !== this.asked) return;
    this.marks.clearLayers();
    this.outlines.clearLayers();
    L.geoJSON(shapes, { style: shape, onEachFeature: explain }).addTo(this.outlines);
    L.geoJSON(found, { pointToLayer: mark }).addTo(this.marks);
    this.element.dataset.shown = String(found.features.length);
  }
}

for (const element of document.querySelectorAll("[data-atlas]")) {
  new Atlas(element).begin().catch(() => {
    element.append(textOf("p", element.dataset.failed));
  });
}
