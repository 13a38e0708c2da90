// GraphiQL on our page: it asks by the reader's own login and token; what it cost is said in our words. The schema
// comes with the page, and nothing is kept beyond it: the device may be somebody else's next.
const place = document.getElementById("graphiql");
const { words, examples, schema } = JSON.parse(document.getElementById("given").textContent);
const said = document.querySelector("[data-said]");
const chosen = document.querySelector("[data-example]");
const START = "{\n  councils(first: 5) {\n    totalCount\n    nodes { unitCode name level }\n  }\n}";
const say = (text, values = {}) => {
  said.textContent = text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "–");
};

function memory() {
  const kept = new Map();
  return {
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => kept.set(name, value),
    removeItem: (name) => kept.delete(name),
    clear: () => kept.clear(),
    get length() { return kept.size; },
  };
}

async function ask(question) {
  if (question.operationName === "IntrospectionQuery") return { data: schema };
  say(words.running);
  try {
    const response = await fetch(place.dataset.api, {
      method: "POST",
      body: JSON.stringify(question),
      headers: {
        "Content-Type": "application/json",
        Accept: "application/graphql-response+json",
        "X-CSRFToken": place.dataset.token,
      },
    });
    const told = await response.json();
    const cost = told.extensions?.cost;
    if (cost) say(words.cost, cost);
    else say(words.refused, { code: told.errors?.[0]?.extensions?.code });
    return told;
  } catch {
    say(words.away);
    return { errors: [{ message: words.away }] };
  }
}

function isJson(text) {
  try {
    JSON.parse(text.trim() || "{}");
    return true;
  } catch {
    return false;
  }
}

// By keyboard an editor has a name, can be scrolled, and is left by Tab as every field is; so has its list of proposals.
function named(editor, name) {
  if (!editor) return undefined;
  const field = editor.getInputField(), box = editor.getWrapperElement();
  field.setAttribute("aria-label", name);
  field.setAttribute("lang", document.documentElement.lang);
  editor.getScrollerElement().tabIndex = 0;
  editor.addKeyMap({ Tab: false, "Shift-Tab": false });
  const list = () => box.parentElement?.querySelector(".CodeMirror-hints");
  const proposals = new MutationObserver(() => list()?.setAttribute("aria-label", words.proposals));
  const size = new ResizeObserver(() => editor.refresh());
  proposals.observe(box.parentElement, { childList: true });
  size.observe(box);
  return () => [proposals, size].forEach((one) => one.disconnect());
}

// Of several operations the one is asked in which the cursor stands.
function operationAtCursor(editor) {
  const at = editor?.indexFromPos(editor.getCursor());
  return editor?.operations?.find(({ loc }) => loc && loc.start <= at && at <= loc.end)?.name?.value;
}

// The buttons beside the editor, and what the page outside needs of the editors.
function start({ React, ReactDOM, GraphiQL }) {
  const { createElement: make, useEffect } = React;
  const { useEditorContext, useExecutionContext, usePrettifyEditors, useCopyQuery } = GraphiQL.React;
  const { ToolbarButton, PlayIcon, StopIcon, PrettifyIcon, CopyIcon } = GraphiQL.React;
  const { lang } = document.documentElement;
  const button = (label, icon, onClick, className) => make(ToolbarButton, { label, onClick, className, lang, key: label },
    make(icon, { className: "graphiql-toolbar-icon", "aria-hidden": "true" }));

  function Tools() {
    const { queryEditor, variableEditor, responseEditor, setOperationName } = useEditorContext({ nonNull: true });
    const { isFetching, run, stop } = useExecutionContext({ nonNull: true });
    const tidy = usePrettifyEditors();
    const copy = useCopyQuery();
    const runChecked = () => {
      if (isFetching) return stop();
      if (!isJson(variableEditor?.getValue() ?? "")) return say(words.broken);
      const chosenName = operationAtCursor(queryEditor);
      if (chosenName) setOperationName(chosenName);
      return run();
    };
    useEffect(() => named(queryEditor, words.query), [queryEditor]);
    useEffect(() => named(variableEditor, words.variables), [variableEditor]);
    useEffect(() => named(responseEditor, words.answer), [responseEditor]);
    useEffect(() => {
      chosen.onchange = () => chosen.value && queryEditor?.setValue(examples[Number(chosen.value)]);
    }, [queryEditor]);
    useEffect(() => {
      const press = (event) => {
        if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        event.stopPropagation();
        runChecked();
      };
      place.addEventListener("keydown", press, true);
      return () => place.removeEventListener("keydown", press, true);
    });
    return [
      button(words.ask, isFetching ? StopIcon : PlayIcon, runChecked, "tryout-ask"),
      button(words.tidy, PrettifyIcon, tidy),
      button(words.copy, CopyIcon, copy),
    ];
  }

  const settings = {
    fetcher: ask,
    defaultQuery: START,
    storage: memory(),
    forcedTheme: "light",
    isHeadersEditorEnabled: false,
    shouldPersistHeaders: false,
    defaultEditorToolsVisibility: "variables",
  };
  place.hidden = false;
  ReactDOM.createRoot(place).render(make(GraphiQL, settings,
    make(GraphiQL.Logo, { key: "logo" }, " "),
    make(GraphiQL.Toolbar, { key: "toolbar" }, () => make(Tools))));
  say(words.ready);
}

addEventListener("pageshow", (event) => event.persisted && location.reload()); // whoever goes back is asked who he is
if (window.GraphiQL && window.ReactDOM) start(window);
else say(words.unloaded);
