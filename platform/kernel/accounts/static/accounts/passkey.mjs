/**
 * Passkeys: a form asks the server what to ask, lets the device answer, and is sent with the answer.
 *
 *   <form data-passkey="get|create" hidden>  shown only where the browser knows passkeys; its other fields go along
 *     data-passkey-options="address"         where the question comes from, by POST with the form's own fields
 *     data-passkey-failed="words"            said when the device gave no answer
 *     <input type="hidden" name="answer">    what the device answered, as JSON
 *     [data-passkey-error]                   where a failure is told
 *   [data-passkey-missing]                   shown until a browser that knows passkeys hides it
 */
function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (char) => char.charCodeAt(0));
}

function words(buffer) {
  if (!buffer) return null;
  const plain = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return plain.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

function readable(options) {
  const listed = (name) => options[name]?.map((each) => ({ ...each, id: bytes(each.id) })) ?? [];
  const read = { ...options, challenge: bytes(options.challenge) };
  if (options.user) {
    return { ...read, user: { ...options.user, id: bytes(options.user.id) }, excludeCredentials: listed("excludeCredentials") };
  }
  return { ...read, allowCredentials: listed("allowCredentials") };
}

function written(credential) {
  const { response } = credential;
  return JSON.stringify({
    id: credential.id,
    rawId: words(credential.rawId),
    type: credential.type,
    response: {
      clientDataJSON: words(response.clientDataJSON),
      attestationObject: words(response.attestationObject) ?? undefined,
      transports: response.getTransports?.() ?? undefined,
      authenticatorData: words(response.authenticatorData) ?? undefined,
      signature: words(response.signature) ?? undefined,
      userHandle: words(response.userHandle) ?? undefined,
    },
  });
}

async function asked(form) {
  const answer = await fetch(form.dataset.passkeyOptions, { method: "POST", body: new FormData(form) });
  const told = await answer.json();
  if (!answer.ok) throw new Error(told.message);
  return readable(told);
}

async function answer(form) {
  const said = form.querySelector("[data-passkey-error]");
  said.hidden = true;
  let publicKey;
  try {
    publicKey = await asked(form);
  } catch (failure) {
    tell(said, failure instanceof TypeError || failure instanceof SyntaxError ? form.dataset.passkeyFailed : failure.message);
    return;
  }
  try {
    form.elements.answer.value = written(await navigator.credentials[form.dataset.passkey]({ publicKey }));
  } catch {
    tell(said, form.dataset.passkeyFailed);
    return;
  }
  form.submit();
}

function tell(place, sentence) {
  place.querySelector("[data-words]").textContent = sentence;
  place.hidden = false;
}

if (window.PublicKeyCredential) {
  for (const place of document.querySelectorAll("[data-passkey-missing]")) place.hidden = true;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.hidden = false;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (form.ariaBusy === "true") return;
      form.ariaBusy = "true";
      await answer(form);
      form.ariaBusy = "false";
    });
  }
}
