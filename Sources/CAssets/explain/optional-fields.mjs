/** A text; null when it is absent, null, empty or something else. */
export function optionalText(data, key) {
  const value = data[key];
  // Profiles differ in how they say "none": null, '' or no key at all.
  return typeof value === 'string' && value !== '' ? value : null;
}

/** A whole number; null when it is absent, null or something else. */
export function optionalInteger(data, key) {
  const value = data[key];
  // 0 is a value: never `data[key] || fallback`.
  return Number.isSafeInteger(value) ? value : null;
}

/** Whose event it is: a user's uid or, where there is none, a grant. */
export function owner(event) {
  return optionalText(event.data, 'uid') ?? optionalText(event, 'grant_id');
}
