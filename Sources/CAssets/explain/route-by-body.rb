# frozen_string_literal: true

require 'logger'

# Calls the handler of a verified event; false when there is none.
#
# env is Rack's; handlers are lambdas by the names of events.
def route(event, env, handlers, log = Logger.new($stderr))
  # "event" is under the signature. (In some profiles it is called "type".)
  kind = event.fetch('event')
  # The header is not: it is compared for the log, and may be missing.
  announced = env.fetch('HTTP_X_WEBHOOK_EVENT', kind)
  if announced != kind
    log.warn("header says #{announced.inspect}, body says #{kind.inspect}")
  end
  # A table, and not public_send: names come from outside.
  handler = handlers[kind]
  return false if handler.nil?

  handler.call(event.fetch('data'))
  true
end
