// node audit.mjs URL HOST KEY: graphql-http's audits of GraphQL over HTTP; prints those that are not met as JSON.
import { serverAudits } from "graphql-http";
import { request } from "node:http";

const [url, host, key] = process.argv.slice(2);

// Node's own fetch would put the address into the header Host; councils are told apart by it.
function ask(address, { method = "GET", headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const own = { ...headers, host, authorization: `Bearer ${key}` };
    const sent = request(address, { method, headers: own }, (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("end", () => {
        const known = Object.entries(answer.headers).map(([name, value]) => [name, String(value)]);
        resolve(new Response(Buffer.concat(parts), { status: answer.statusCode, headers: known }));
      });
    });
    sent.on("error", reject);
    sent.end(body);
  });
}

const unmet = [];
for (const audit of serverAudits({ url, fetchFn: ask })) {
  const result = await audit.fn();
  if (result.status !== "ok") unmet.push({ status: result.status, name: audit.name, reason: result.reason });
}
process.stdout.write(JSON.stringify(unmet));
