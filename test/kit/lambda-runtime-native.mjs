/**
 * The three functions of the runtime client's native module, over HTTP. That module is compiled on install for a
 * minute and does nothing else. The client requires it, and Node lets a module like this one be required.
 *
 * Plain JavaScript and no `fetch`: stripping types and loading fetch would cost a function forty milliseconds of its
 * start, which are measured here and never spent on Lambda.
 */

// Not imported: an ES module has all exports of node:http read, and one of them loads fetch.
const { request } = process.getBuiltinModule('node:http');
// biome-ignore lint/style/noProcessEnv: the runtime client is told its server in the environment alone
const api = `http://${process.env.AWS_LAMBDA_RUNTIME_API}/2018-06-01/runtime/invocation`;

/** @type {Promise<unknown>} */
let posted = Promise.resolve();

/** The native client posts before it goes on; here the next request waits for the posting. */
export async function next() {
  await posted;
  return call('GET', '/next');
}

export function done(id, body) {
  posted = call('POST', `/${id}/response`, body);
}

export function error(id, body, _xray) {
  posted = call('POST', `/${id}/error`, body);
}

function call(method, path, body) {
  return new Promise((resolve, reject) => {
    const sent = request(`${api}${path}`, { method }, async (response) => {
      let bodyJson = '';
      for await (const chunk of response.setEncoding('utf8')) bodyJson += chunk;
      resolve({ bodyJson, headers: response.headers });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
