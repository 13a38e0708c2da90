// Sends what is typed to the endpoint, by the reader's own login and token, and shows the answer with its cost.
const form = document.querySelector("[data-tryout]");
const words = JSON.parse(document.getElementById("words").textContent);
const said = form.querySelector("[data-said]");
const answer = document.querySelector("[data-answer]");
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "–");

form.querySelector("[data-example]").addEventListener("change", (event) => {
  if (event.target.value) form.elements.query.value = event.target.value;
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  run();
});
form.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) run();
});

function variables() {
  const text = form.elements.variables.value.trim();
  return text ? JSON.parse(text) : {};
}

async function run() {
  let body;
  try {
    body = JSON.stringify({ query: form.elements.query.value, variables: variables() });
  } catch {
    said.textContent = words.broken;
    return;
  }
  said.textContent = words.running;
  try {
    const response = await fetch(form.action, {
      method: "POST",
      body,
      headers: {
        "Content-Type": "application/json",
        Accept: "application/graphql-response+json",
        "X-CSRFToken": form.elements.csrfmiddlewaretoken.value,
      },
    });
    show(await response.json());
  } catch {
    said.textContent = words.away;
  }
}

function show(told) {
  answer.textContent = JSON.stringify(told.data === undefined ? { errors: told.errors } : told, null, 2);
  const cost = told.extensions?.cost;
  said.textContent = cost
    ? filled(words.cost, cost)
    : filled(words.refused, { code: told.errors?.[0]?.extensions?.code });
}
