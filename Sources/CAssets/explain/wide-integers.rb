# frozen_string_literal: true

# What a BIGINT column holds. In Rails, t.bigint: an integer column ends at
# 2,147,483,647, which is January 1970 in milliseconds.
WIDEST = (2**63) - 1

# A number of JSON as an integer of 64 bits, exactly. Raises ArgumentError, to
# which the caller answers 400.
def whole(value)
  # 1640995200000.0 and 1e3 are whole numbers in JSON, and floats in Ruby.
  if value.is_a?(Float) && value.finite? && value == value.floor
    value = value.to_i
  end
  return value if value.is_a?(Integer) && value.between?(-WIDEST - 1, WIDEST)

  raise ArgumentError, 'not a whole number of 64 bits'
end
