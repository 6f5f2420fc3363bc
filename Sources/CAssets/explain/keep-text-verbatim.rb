# frozen_string_literal: true

require 'cgi'

# The text as it is, but for what PostgreSQL's text cannot hold: NUL, and
# halves of surrogate pairs, which UTF-8 has no bytes for.
def storable(text)
  text.scrub("\uFFFD").gsub("\0", "\uFFFD")
end

# Stores a user's text: no strip, no escaping, no SQL made of it.
def store_alias(connection, wallet, text)
  # Parameters: text that looks like SQL stays text.
  update = 'UPDATE wallet SET alias = $1 WHERE id = $2'
  connection.exec_params(update, [storable(text), wallet])
end

# The text for a page; ERB in Rails does this unless told html_safe or raw.
def as_html(text)
  CGI.escapeHTML(text)
end

# The text on one line, so that it cannot write lines of its own.
def as_log(text)
  text.dump
end
