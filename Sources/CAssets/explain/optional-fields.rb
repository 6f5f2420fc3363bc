# frozen_string_literal: true

# A text; nil when it is absent, null, empty or something else. Profiles differ
# in how they say "none": null, "" or no key at all.
def optional_text(data, key)
  value = data[key]
  value if value.is_a?(String) && !value.empty?
end

# A whole number; nil when it is absent, null or something else. 0 is a value.
def optional_integer(data, key)
  value = data[key]
  value if value.is_a?(Integer)
end

# Whose event it is: a user's uid or, where there is none, a grant.
def owner(event)
  optional_text(event.fetch('data'), 'uid') || optional_text(event, 'grant_id')
end
