"""Validates instances against a JSON Schema (draft 2020-12).

stdin: a line of JSON with the schema, then a line for each instance.
stdout: for each instance a line, empty where it is valid, else where and why it is not.
Ends with 1 when the schema itself is none.
"""

import json
import sys

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError


def main() -> int:
    lines = sys.stdin.buffer.read().splitlines()
    schema = json.loads(lines[0])
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        print(error.json_path, error.message, file=sys.stderr)
        return 1
    validator = Draft202012Validator(schema)
    for line in lines[1:]:
        error = next(validator.iter_errors(json.loads(line)), None)
        print("" if error is None else f"{error.json_path}: {error.message}".replace("\n", " ")[:300])
    return 0


if __name__ == "__main__":
    sys.exit(main())
