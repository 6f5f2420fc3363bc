const ENTITIES = {
  '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;',
};

/** The text as it is, but for what PostgreSQL's text cannot hold. */
export function storable(text) {
  // NUL, and halves of surrogate pairs, which UTF-8 has no bytes for.
  return text.replace(/[\0\p{Surrogate}]/gu, '\uFFFD');
}

/** Stores a user's text: no trimming, no escaping, no SQL made of it. */
export async function storeAlias(client, wallet, alias) {
  // Parameters: text that looks like SQL stays text.
  const update = 'UPDATE wallet SET alias = $1 WHERE id = $2';
  await client.query(update, [storable(alias), wallet]);
}

/** The text for a page; in templates, automatic escaping does this. */
export function asHTML(text) {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]);
}

/** The text on one line, so that it cannot write lines of its own. */
export function asLog(text) {
  return JSON.stringify(text);
}

// Copy single fields. A recursive merge of JSON follows a key "__proto__".
