// Moves tiles by dragging and by the arrow keys. The fields of the form are the truth; without this they are typed in.
const MOST = 24;
const form = document.querySelector("[data-arrange]");
const map = form?.querySelector("[data-arrange-map]");
const told = form?.querySelector("[data-arrange-told]");
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

const fields = (code) => [form.elements[`h-${code}`], form.elements[`c-${code}`]];
const spot = (code) => fields(code).map((field) => Number(field.value));
const tileAt = (row, column, but) => [...map.children].find((tile) => tile !== but && spot(tile.dataset.code).join() === [row, column].join());

function place(tile, row, column) {
  const [above, beside] = fields(tile.dataset.code);
  above.value = row;
  beside.value = column;
  tile.className = `r-${row} c-${column}`;
}

function move(tile, row, column) {
  if (row < 1 || column < 1 || row > MOST || column > MOST) return;
  const [oldRow, oldColumn] = spot(tile.dataset.code);
  const other = tileAt(row, column, tile);
  if (other) place(other, oldRow, oldColumn);
  place(tile, row, column);
  const name = tile.textContent.trim();
  told.textContent = other ? `${name}: hàng ${row}, cột ${column}; đổi chỗ với ${other.textContent.trim()}` : `${name}: hàng ${row}, cột ${column}`;
}

function spotOf(event) {
  const box = map.getBoundingClientRect();
  const first = map.children[0];
  const size = first.getBoundingClientRect();
  const [row, column] = spot(first.dataset.code);
  const gap = Number.parseFloat(getComputedStyle(map).columnGap) || 0;
  const top = size.top - (row - 1) * (size.height + gap);
  const left = size.left - (column - 1) * (size.width + gap);
  if (event.clientX > box.right + size.width || event.clientY > box.bottom + size.height) return null;
  return [Math.floor((event.clientY - top) / (size.height + gap)) + 1, Math.floor((event.clientX - left) / (size.width + gap)) + 1];
}

if (map) {
  let held = null;
  map.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    const tile = event.target.closest("[data-code]");
    if (!step || !tile) return;
    event.preventDefault();
    const [row, column] = spot(tile.dataset.code);
    move(tile, row + step[0], column + step[1]);
    event.target.focus();
  });
  map.addEventListener("dragstart", (event) => {
    held = event.target.closest("[data-code]");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", held.dataset.code);
  });
  map.addEventListener("dragover", (event) => event.preventDefault());
  map.addEventListener("drop", (event) => {
    event.preventDefault();
    const there = held && spotOf(event);
    if (there) move(held, ...there);
    held = null;
  });
  form.addEventListener("change", (event) => {
    const found = /^[hc]-(.+)$/.exec(event.target.name);
    const tile = found && map.querySelector(`[data-code="${found[1]}"]`);
    if (tile) place(tile, ...spot(found[1]));
  });
}
