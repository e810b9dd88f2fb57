// The control API of the sandbox. Every refusal becomes an Error with the server's words.

export async function get(path, fields = {}) {
  return answer(await fetch(`/${path}?${new URLSearchParams(fields)}`));
}

export async function post(path, fields = {}) {
  const headers = { "Content-Type": "application/json" };
  return answer(await fetch(`/${path}`, { method: "POST", headers, body: JSON.stringify(fields) }));
}

export const remove = async (path) => answer(await fetch(`/${path}`, { method: "DELETE" }));

async function answer(response) {
  const body = await response.json();
  if (!response.ok) throw new Error(body.error || response.statusText);
  return body;
}

// Calls `heard` with everything that happens after `seq`; returns how to stop.
export function listen(seq, heard, lost) {
  const source = new EventSource(`/sandbox/events?after=${seq}`);
  source.onmessage = (event) => heard(JSON.parse(event.data));
  source.onerror = () => { source.close(); setTimeout(lost, 1500); };
  return () => source.close();
}

export function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
