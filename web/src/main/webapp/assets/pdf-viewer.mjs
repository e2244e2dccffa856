// Shows one PDF, page by page. The file comes from strangers: no evaluation, no scripts, no forms, no links out of it.
import * as pdfjs from "../pdfjs/build/pdf.min.mjs";

const home = new URL("../pdfjs/", import.meta.url).href;
pdfjs.GlobalWorkerOptions.workerSrc = `${home}build/pdf.worker.min.mjs`;

const viewer = document.getElementById("pdf");
const part = (id) => document.getElementById(`pdf-${id}`);
const paper = viewer.querySelector(".paper");
const sheet = viewer.querySelector(".sheet-of-paper");

let file;
let number = 1;
let zoom = 1;
let work = null;

/** Draws the current page as wide as the paper is, times the zoom. A newer call overtakes an older one. */
async function draw() {
  const mine = {};
  work?.task?.cancel();
  work = mine;
  const page = await file.getPage(number);
  const fit = (paper.clientWidth - 2) / page.getViewport({ scale: 1 }).width;
  const viewport = page.getViewport({ scale: fit * zoom });
  const canvas = document.createElement("canvas");
  const density = Math.min(window.devicePixelRatio || 1, 2);
  canvas.width = Math.floor(viewport.width * density);
  canvas.height = Math.floor(viewport.height * density);
  canvas.style.width = `${viewport.width}px`;
  canvas.setAttribute("aria-hidden", "true");
  mine.task = page.render({
    canvas, viewport, transform: density === 1 ? null : [density, 0, 0, density, 0, 0],
    annotationMode: pdfjs.AnnotationMode.ENABLE,
  });
  try {
    await mine.task.promise;
  } catch (stopped) {
    if (stopped instanceof pdfjs.RenderingCancelledException) {
      return;
    }
    throw stopped;
  }
  if (work !== mine) {
    return;
  }
  // the words lie invisibly over the picture: they can be marked, copied and read aloud
  const words = document.createElement("div");
  words.className = "textLayer";
  words.style.setProperty("--total-scale-factor", viewport.scale);
  sheet.style.width = `${viewport.width}px`;
  sheet.replaceChildren(canvas, words);
  await new pdfjs.TextLayer({ textContentSource: page.streamTextContent(), container: words, viewport }).render();
  canvas.dataset.page = number;
}

function go(to) {
  number = Math.min(Math.max(Number.isInteger(to) ? to : number, 1), file.numPages);
  part("page").value = number;
  part("previous").disabled = number === 1;
  part("next").disabled = number === file.numPages;
  paper.scrollTop = 0;
  return draw().catch(failed);
}

function scale(to) {
  zoom = Math.min(Math.max(to, 0.5), 4);
  return draw().catch(failed);
}

function failed(reason) {
  console.error(reason);
  part("status").textContent = viewer.dataset.failed;
  part("status").hidden = false;
}

try {
  file = await pdfjs.getDocument({
    url: viewer.dataset.file,
    isEvalSupported: false,
    enableXfa: false,
    useWasm: false,
    wasmUrl: `${home}wasm/`,
    cMapUrl: `${home}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${home}standard_fonts/`,
  }).promise;
  part("pages").textContent = file.numPages;
  part("page").max = file.numPages;
  part("previous").onclick = () => go(number - 1);
  part("next").onclick = () => go(number + 1);
  part("page").onchange = (event) => go(event.target.valueAsNumber);
  part("smaller").onclick = () => scale(zoom / 1.25);
  part("larger").onclick = () => scale(zoom * 1.25);
  viewer.querySelector(".tools").hidden = false;
  part("status").hidden = true;
  await go(1);
  let width = paper.clientWidth;
  new ResizeObserver(() => {
    if (Math.abs(paper.clientWidth - width) > 4) {
      width = paper.clientWidth;
      draw().catch(failed);
    }
  }).observe(paper);
} catch (reason) {
  failed(reason);
}
